package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.onnx.model.Tensor.Type;
import io.github.bnn4j.onnx.read.Clipped.Rounding;
import java.util.Arrays;
import java.util.Locale;

/** Reads the quantizers of QONNX and FINN, as far as they are of one bit. */
final class OneBitQuantizers {

    private OneBitQuantizers() {}

    /** Returns {@code x >= 0 ? scale : -scale}. */
    static OnnxValue bipolar(Call call) {
        Dynamic value = call.dynamic(0);
        double[] scale =
                call.has(1) ? Spread.over(call.constant(1), value.axes(), value.shape(), call) : new double[] {1};
        if (scale.length > 1 && scale.length != value.shape().channels()) {
            throw call.refused("its scale differs from value to value of a channel");
        }
        double[] negated = Arrays.stream(scale).map(x -> -x).toArray();
        return Comparisons.compared(call, value, new double[] {0}, new Levels(Type.FLOAT, negated, scale, scale));
    }

    /** Refuses a quantizer of more than one bit, whether of weights or of what depends on the input. */
    static void requireOneBit(Call call) {
        if (call.operator().equals("Quant") || call.operator().equals("IntQuant")) {
            double bits = call.number(3);
            if (bits != 1) {
                throw call.refused("it quantizes to " + describe(bits)
                        + " bits, which is more than one bit; only one is supported");
            }
        } else if (call.operator().equals("MultiThreshold")) {
            int[] shape = call.constant(1).shape();
            if (shape.length != 2 || shape[1] != 1) {
                throw call.refused("its thresholds have the shape " + Arrays.toString(shape)
                        + ", which is more than one bit if there are several for a channel; only one is supported");
            }
        }
    }

    private static String describe(double bits) {
        return bits == Math.rint(bits) ? String.valueOf((long) bits) : String.valueOf(bits);
    }

    /**
     * Returns {@code (q(x / scale + zero) - zero) scale} of one bit, where q is the sign if it is signed, as QONNX has it, and else
     * rounds to 0 or 1.
     */
    static OnnxValue quant(Call call) {
        Dynamic value = call.dynamic(0);
        double[] scale = Spread.over(call.constant(1), value.axes(), value.shape(), call);
        double[] zero = Spread.over(call.constant(2), value.axes(), value.shape(), call);
        int count = Math.max(scale.length, zero.length);
        boolean signed = call.integer("signed", 1) != 0;
        if (count > 1 && count != value.shape().channels() || !signed && call.integer("narrow", 0) != 0) {
            throw call.refused("it does not quantize to two values of each channel");
        }
        double[] factors = new double[count];
        double[] zeros = new double[count];
        for (int i = 0; i < count; i++) {
            factors[i] = 1 / Spread.at(scale, i);
            zeros[i] = Spread.at(zero, i);
            if (!Double.isFinite(factors[i]) || factors[i] == 0 || !Double.isFinite(zeros[i])) {
                throw call.refused("its scale is " + Spread.at(scale, i) + " and its zero point " + zeros[i]);
            }
        }
        double[] terms = Arrays.stream(zeros).map(Math::abs).toArray();
        Signal scaled = value.signal(call).scaled(call, new Scaling(factors, zeros, terms));
        Steps whole = signed
                ? Steps.of(call, scaled, Levels.of(Type.FLOAT, -1, 1, 1))
                : rounding(call.text("rounding_mode", "ROUND"), call).step(scaled, 0, call);
        Levels levels = new Levels(
                Type.FLOAT,
                scaledBack(whole.levels().below(), factors, zeros),
                scaledBack(whole.levels().at(), factors, zeros),
                scaledBack(whole.levels().above(), factors, zeros));
        return new Steps(whole.comparison(), whole.axes(), levels);
    }

    private static double[] scaledBack(double[] whole, double[] factors, double[] zeros) {
        double[] values = new double[factors.length];
        Arrays.setAll(values, i -> (whole[0] - zeros[i]) / factors[i]);
        return values;
    }

    private static Rounding rounding(String mode, Call call) {
        return switch (mode.toUpperCase(Locale.ROOT)) {
            case "ROUND", "HALF_EVEN" -> Rounding.ROUND;
            case "FLOOR" -> Rounding.FLOOR;
            case "CEIL" -> Rounding.CEIL;
            case "ROUND_TO_ZERO", "DOWN" -> Rounding.TO_ZERO;
            case "UP" -> Rounding.FROM_ZERO;
            case "HALF_UP" -> Rounding.HALF_FROM_ZERO;
            case "HALF_DOWN" -> Rounding.HALF_TO_ZERO;
            default -> throw call.refused("its rounding mode " + mode + " is not supported");
        };
    }

    /** Returns {@code scale (x >= t ? 1 : 0) + bias}, with one threshold for all channels or one for each. */
    static OnnxValue multiThreshold(Call call) {
        Dynamic value = call.dynamic(0);
        Tensor thresholds = call.constant(1);
        double[] numbers = thresholds.values();
        int axis = call.text("data_layout", "NCHW").endsWith("C") ? value.axes().rank() - 1 : 1;
        if (axis >= value.axes().rank() || !value.axes().isAs(axis, Axes.CHANNELS, value.shape())) {
            throw call.refused("its channels are to be axis " + axis + " of values of shape "
                    + value.axes().describe(value.shape()) + ", axes "
                    + value.axes().labels());
        }
        if (numbers.length != 1 && numbers.length != value.shape().channels()) {
            throw call.refused("it has thresholds for " + numbers.length + " channels, but there are "
                    + value.shape().channels());
        }
        double least = call.number("out_bias", 0);
        double most = call.number("out_scale", 1) + least;
        return Comparisons.compared(call, value, numbers, Levels.of(Type.FLOAT, least, most, most));
    }

    /** Rounds numbers that are between bounds, or will be. */
    static OnnxValue round(Call call) {
        Rounding rounding =
                switch (call.operator()) {
                    case "Floor" -> Rounding.FLOOR;
                    case "Ceil" -> Rounding.CEIL;
                    default -> Rounding.ROUND;
                };
        if (call.dynamic(0) instanceof Clipped clipped) {
            return clipped.rounding() != null
                    ? clipped
                    : Clipped.of(clipped.before(), clipped.low(), clipped.high(), rounding)
                            .settled(call);
        }
        return Clipped.of(call.signal(0), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, rounding);
    }
}
