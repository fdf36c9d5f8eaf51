package io.github.bnn4j.export;

import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.List;

/**
 * The mean over all pixels.
 *
 * @param input of which
 */
record AverageProduct(ImageShape input) implements Product {

    @Override
    public PackedLayer scaled(List<Scaling> scalings) {
        return new GlobalAveragePooling(
                input, scalings.get(0).scale(), scalings.get(0).offset());
    }

    @Override
    public boolean isInteger() {
        return false;
    }

    @Override
    public PackedLayer compared(List<Scaling> scalings, Step step) {
        throw new IllegalStateException("A mean is not an integer");
    }

    @Override
    public ImageShape image() {
        return new ImageShape(input.channels(), 1, 1);
    }
}
