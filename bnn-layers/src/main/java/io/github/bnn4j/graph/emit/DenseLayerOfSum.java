package io.github.bnn4j.graph.emit;

import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;

/** The fully connected layer of a sum of all values. */
record DenseLayerOfSum(BitMatrix weights, ValueType type) implements SumLayer {

    @Override
    public boolean takesIntegers() {
        return type != ValueType.FLOATS;
    }

    @Override
    public PackedLayer scaled(Scale scale) {
        double[] factor = scale.first().scale();
        double[] offset = scale.first().offset();
        return takesIntegers()
                ? new BinaryDense(type, weights, new Scores(factor, offset))
                : new BinaryDenseOnFloats(weights, factor, offset);
    }

    @Override
    public PackedLayer compared(SumComparison comparison) {
        return new BinaryDense(type, weights, new Thresholds(comparison.limits(), comparison.flips()));
    }
}
