package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Operators of QONNX and FINN, by what these define them as. */
final class Quantizations {

    static final Map<String, Operator> OPERATORS = Map.of(
            "BipolarQuant", Quantizations::bipolar,
            "Quant", Quantizations::quant,
            "IntQuant", Quantizations::quant,
            "MultiThreshold", Quantizations::multiThreshold);

    private static final int MOST_BITS = 32;

    private Quantizations() {}

    private static Tensor bipolar(Call call) {
        return Broadcast.apply(
                call,
                Tensor.Type.FLOAT,
                List.of(call.real(0), call.real(1)),
                numbers -> numbers[0] >= 0 ? numbers[1] : -numbers[1]);
    }

    private static Tensor quant(Call call) {
        double bits = call.scalar(3);
        boolean signed = call.integer("signed", 1) != 0;
        boolean narrow = call.integer("narrow", 0) != 0;
        if (!(bits >= 1 && bits <= MOST_BITS)) {
            throw call.refused("it has " + bits + " bits; 1 to " + MOST_BITS + " are supported");
        }
        DoubleUnaryOperator rounding = rounding(call);
        double most = (signed ? Math.pow(2, bits - 1) : Math.pow(2, bits)) - (narrow && !signed ? 2 : 1);
        double least = signed ? -Math.pow(2, bits - 1) + (narrow ? 1 : 0) : 0;
        // One signed bit is a sign, not a whole number from -1 to 0.
        DoubleUnaryOperator steps = signed && bits == 1
                ? x -> x >= 0 ? 1 : -1
                : x -> rounding.applyAsDouble(Math.min(Math.max(x, least), most));
        return Broadcast.apply(
                call,
                Tensor.Type.FLOAT,
                List.of(call.real(0), call.real(1), call.number(2)),
                numbers -> (steps.applyAsDouble(numbers[0] / numbers[1] + numbers[2]) - numbers[2]) * numbers[1]);
    }

    private static DoubleUnaryOperator rounding(Call call) {
        String mode = call.text("rounding_mode", "ROUND").toUpperCase(Locale.ROOT);
        return switch (mode) {
            case "ROUND", "HALF_EVEN" -> Math::rint;
            case "CEIL" -> Math::ceil;
            case "FLOOR" -> Math::floor;
            case "UP" -> x -> Math.copySign(Math.ceil(Math.abs(x)), x);
            case "DOWN", "ROUND_TO_ZERO" -> x -> Math.copySign(Math.floor(Math.abs(x)), x);
            case "HALF_UP" -> x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x);
            case "HALF_DOWN" -> x -> Math.copySign(Math.ceil(Math.abs(x) - 0.5), x);
            default -> throw call.refused("the rounding mode " + mode + " is not supported");
        };
    }

    /** Counts the thresholds that a value reaches. */
    private static Tensor multiThreshold(Call call) {
        Tensor tensor = call.real(0);
        Tensor thresholds = call.real(1);
        int[] shape = tensor.shape();
        int channelAxis = channelAxis(call, shape);
        int channels = shape[channelAxis];
        if (thresholds.shape().length != 2
                || thresholds.shape()[0] != 1 && thresholds.shape()[0] != channels) {
            throw call.refused("thresholds of the shape " + Arrays.toString(thresholds.shape()) + " do not fit "
                    + channels + " channels");
        }
        double scale = call.real("out_scale", 1);
        double bias = call.real("out_bias", 0);
        int steps = thresholds.shape()[1];
        int inner = (int) Size.product(Size.of(Arrays.copyOfRange(shape, channelAxis + 1, shape.length)));
        call.requireFew(tensor.values().length, steps);
        double[] values = new double[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            int row = thresholds.shape()[0] == 1 ? 0 : i / inner % channels;
            int count = 0;
            for (int step = 0; step < steps; step++) {
                count += tensor.values()[i] >= thresholds.values()[row * steps + step] ? 1 : 0;
            }
            values[i] = scale * count + bias;
        }
        return new Tensor(Tensor.Type.FLOAT, shape, values);
    }

    /** Returns the axis of the channels. Of images it is told; of anything else but a plain batch, it is the last. */
    private static int channelAxis(Call call, int... shape) {
        if (shape.length == 0) {
            throw call.refused("a single number has no channels");
        }
        boolean first = shape.length == 4 && !call.text("data_layout", "NCHW").equals("NHWC");
        return first ? 1 : shape.length - 1;
    }
}
