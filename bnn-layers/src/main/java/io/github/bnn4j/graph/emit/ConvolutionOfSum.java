package io.github.bnn4j.graph.emit;

import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;

/** The convolution of a sum over windows. */
record ConvolutionOfSum(WindowSum sum, ValueType type) implements SumLayer {

    @Override
    public boolean takesIntegers() {
        return type != ValueType.FLOATS;
    }

    @Override
    public PackedLayer scaled(Scale scale) {
        double[] factor = scale.first().scale();
        if (takesIntegers()) {
            double[] offsets = scale.byClass().stream()
                    .flatMapToDouble(scaling -> Arrays.stream(scaling.offset()))
                    .toArray();
            return onIntegers(new Scores(factor, offsets));
        }
        return new BinaryConvolutionOnFloats(
                sum.channels(),
                sum.window(),
                (float) sum.padding(),
                sum.weights(),
                factor,
                scale.first().offset());
    }

    @Override
    public PackedLayer compared(SumComparison comparison) {
        return onIntegers(new Thresholds(sum.weights().rows(), comparison.limits(), comparison.flips()));
    }

    private PackedLayer onIntegers(OutputStage stage) {
        return new BinaryConvolution(type, sum.channels(), sum.window(), sum.padding() == 1, sum.weights(), stage);
    }
}
