package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.onnx.model.Tensor.Type;
import io.github.bnn4j.onnx.read.Clipped.Rounding;
import java.util.Arrays;
import java.util.Locale;

/** Reads the quantizers of QONNX and FINN, as far as they are of one bit. */
final class Quantizers {

    private Quantizers() {}

    /** {@code x >= 0 ? scale : -scale}. */
    static Value bipolar(Call call) {
        Dynamic value = call.dynamic(0);
        double[] scale = call.has(1)
                ? Spread.over(call.constant(1), value.axes(), value.shape(), call)
                : new double[] {1};
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
                throw call.refused("it quantizes to " + describe(bits) + " bits, which is more than one bit; only one is known");
            }
        } else if (call.operator().equals("MultiThreshold")) {
            int[] shape = call.constant(1).shape();
            if (shape.length != 2 || shape[1] != 1) {
                throw call.refused("its thresholds have the shape " + Arrays.toString(shape)
                        + ", which is more than one bit if there are several for a channel; only one is known");
            }
        }
    }

    private static String describe(double bits) {
        return bits == Math.rint(bits) ? String.valueOf((long) bits) : String.valueOf(bits);
    }

    /**
     * {@code (round(clip(x / scale + zero, least, most)) - zero) scale} with the least and the most whole number of one bit, which
     * are 0 and 1, or -1 and 0 if it is signed.
     */
    static Value quant(Call call) {
        double scale = call.number(1);
        double zero = call.number(2);
        boolean signed = call.integer("signed", 1) != 0;
        boolean narrow = call.integer("narrow", 0) != 0;
        if (narrow || !(Math.abs(scale) > 0) || !Double.isFinite(1 / scale) || !Double.isFinite(zero)) {
            throw call.refused("it quantizes to one bit, narrow " + narrow + ", with scale " + scale + " and zero point "
                    + zero + ", which does not leave two values");
        }
        Rounding rounding = rounding(call.text("rounding_mode", "ROUND"), call);
        Signal scaled = call.signal(0).scaled(call, Scaling.uniform(1 / scale, zero, 1));
        double least = signed ? -1 : 0;
        Steps step = rounding.step(scaled, least, call);
        Levels whole = step.levels();
        return new Steps(
                step.comparison(),
                step.axes(),
                Levels.of(
                        Type.FLOAT,
                        (whole.below()[0] - zero) * scale,
                        (whole.at()[0] - zero) * scale,
                        (whole.above()[0] - zero) * scale));
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
            default -> throw call.refused("its rounding mode " + mode + " is not known");
        };
    }

    /** {@code scale (x >= t ? 1 : 0) + bias}, with one threshold for all channels or one for each. */
    static Value multiThreshold(Call call) {
        Dynamic value = call.dynamic(0);
        Tensor thresholds = call.constant(1);
        double[] numbers = thresholds.values();
        int axis = call.text("data_layout", "NCHW").endsWith("C") ? value.axes().rank() - 1 : 1;
        if (axis >= value.axes().rank() || !value.axes().isAs(axis, Axes.CHANNELS, value.shape())) {
            throw call.refused("its channels are to be axis " + axis + " of values of shape "
                    + value.axes().describe(value.shape()) + ", axes " + value.axes().labels());
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
    static Value round(Call call) {
        Rounding rounding =
                switch (call.operator()) {
                    case "Floor" -> Rounding.FLOOR;
                    case "Ceil" -> Rounding.CEIL;
                    default -> Rounding.ROUND;
                };
        if (call.dynamic(0) instanceof Clipped clipped) {
            return clipped.rounding() != null
                    ? clipped
                    : new Clipped(clipped.before(), clipped.low(), clipped.high(), rounding).settled(call);
        }
        return new Clipped(call.signal(0), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, rounding);
    }
}
