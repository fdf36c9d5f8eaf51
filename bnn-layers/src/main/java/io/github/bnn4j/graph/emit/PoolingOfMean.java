package io.github.bnn4j.graph.emit;

import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.PackedLayer;

/** The pooling layer of the mean over all pixels. */
record PoolingOfMean(ImageShape input) implements SumLayer {

    @Override
    public boolean takesIntegers() {
        return false;
    }

    @Override
    public PackedLayer scaled(Scale scale) {
        return new GlobalAveragePooling(
                input, scale.first().scale(), scale.first().offset());
    }

    @Override
    public PackedLayer compared(SumComparison comparison) {
        throw new IllegalStateException("A mean is not an integer");
    }
}
