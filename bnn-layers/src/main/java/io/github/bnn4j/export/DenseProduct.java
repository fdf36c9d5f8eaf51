package io.github.bnn4j.export;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * Of a fully connected layer.
 *
 * @param type of its input
 */
record DenseProduct(ValueType type, BitMatrix kernel) implements Product {

    @Override
    public PackedLayer scaled(List<Scaling> scalings) {
        double[] scale = scalings.get(0).scale();
        double[] offset = scalings.get(0).offset();
        return isInteger()
                ? new BinaryDense(type, kernel, new Scores(scale, offset))
                : new BinaryDenseOnFloats(kernel, scale, offset);
    }

    @Override
    public boolean isInteger() {
        return Product.isInteger(type);
    }

    @Override
    public PackedLayer compared(List<Scaling> scalings, Step step) {
        ThresholdFolding folding = ThresholdFolding.fold(MismatchSums.of(type, kernel), scalings, step);
        return new BinaryDense(type, kernel, new Thresholds(folding.limits(), folding.flips()));
    }

    @Override
    public ImageShape image() {
        return new ImageShape(kernel.rows(), 1, 1);
    }
}
