package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.model.Tensor.Type;
import java.util.Arrays;

/** Reads operators that compare a value with a constant, ONNX's three-valued sign among them. */
final class Comparisons {

    private Comparisons() {}

    static OnnxValue sign(Call call) {
        return compared(call, call.dynamic(0), new double[] {0}, Levels.of(Type.FLOAT, -1, 0, 1));
    }

    static OnnxValue greater(Call call) {
        return ordered(call, Levels.of(Type.BOOLEAN, 0, 0, 1));
    }

    static OnnxValue greaterOrEqual(Call call) {
        return ordered(call, Levels.of(Type.BOOLEAN, 0, 1, 1));
    }

    static OnnxValue less(Call call) {
        return ordered(call, Levels.of(Type.BOOLEAN, 1, 0, 0));
    }

    static OnnxValue lessOrEqual(Call call) {
        return ordered(call, Levels.of(Type.BOOLEAN, 1, 1, 0));
    }

    /** It is known where both choices are constants, and is folded then. */
    static OnnxValue where(Call call) {
        throw call.refused(
                "it chooses between values that depend on the network's input, or by something other than one "
                        + "comparison; a choice between two constants by a comparison is supported");
    }

    private static OnnxValue ordered(Call call, Levels levels) {
        if (call.isKnown(1)) {
            Dynamic value = call.dynamic(0);
            return compared(call, value, Spread.over(call.constant(1), value.axes(), value.shape(), call), levels);
        }
        if (call.isKnown(0)) {
            Dynamic value = call.dynamic(1);
            Levels turned = new Levels(levels.type(), levels.above(), levels.at(), levels.below());
            return compared(call, value, Spread.over(call.constant(0), value.axes(), value.shape(), call), turned);
        }
        Signal negated = call.signal(1).scaled(call, Scaling.uniform(-1, 0, 1));
        return Steps.of(call, Arithmetic.joined(call, new Addition(), call.signal(0), negated), levels);
    }

    /**
     * Returns a function of how a value compares with numbers: with one, with one for each channel, or with one for each value.
     *
     * @param levels for less, for that number, and for more
     */
    static Steps compared(Call call, Dynamic value, double[] numbers, Levels levels) {
        if (value instanceof Clipped clipped && numbers.length == 1 && clipped.rounding() == null) {
            return clipped.compared(numbers[0], levels, call);
        }
        Signal signal = value.signal(call);
        if (numbers.length == 1 && numbers[0] == 0) {
            return Steps.of(call, signal, levels);
        }
        double[] scale = new double[numbers.length];
        double[] offset = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) {
                throw call.refused("it compares with NaN");
            }
            // With infinity, all are less, or all are more.
            scale[i] = Double.isInfinite(numbers[i]) ? 0 : 1;
            offset[i] = Double.isInfinite(numbers[i]) ? -Math.signum(numbers[i]) : -numbers[i];
        }
        double[] terms = Arrays.stream(offset).map(Math::abs).toArray();
        return Steps.of(call, signal.scaled(call, new Scaling(scale, offset, terms)), levels);
    }
}
