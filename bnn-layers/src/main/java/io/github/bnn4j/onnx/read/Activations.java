package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import java.util.Optional;

/** Reads functions of each value. */
final class Activations {

    /** ONNX's version in which softmax is along one axis, not along all from one on. */
    private static final int ALONG_ONE_AXIS = 13;

    /** ONNX's hard sigmoid. */
    private static final double ALPHA = 0.2;

    private static final double BETA = 0.5;

    private Activations() {}

    static OnnxValue relu(Call call) {
        return clipped(call, 0, Double.POSITIVE_INFINITY);
    }

    /** Bounds are attributes, or inputs in newer versions. */
    static OnnxValue clip(Call call) {
        double low = call.has(1) ? call.number(1) : call.number("min", Double.NEGATIVE_INFINITY);
        double high = call.has(2) ? call.number(2) : call.number("max", Double.POSITIVE_INFINITY);
        return clipped(call, low, high);
    }

    static OnnxValue maximum(Call call) {
        return clipped(call, bound(call), Double.POSITIVE_INFINITY);
    }

    static OnnxValue minimum(Call call) {
        return clipped(call, Double.NEGATIVE_INFINITY, bound(call));
    }

    private static double bound(Call call) {
        if (call.inputs().size() != 2 || call.isKnown(0) == call.isKnown(1)) {
            throw call.refused("only one constant is supported as a bound");
        }
        return call.number(call.isKnown(0) ? 0 : 1);
    }

    private static OnnxValue clipped(Call call, double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
            throw call.refused("its bounds " + low + " and " + high + " leave no number between them");
        }
        Dynamic value = call.isKnown(0) ? call.dynamic(1) : call.dynamic(0);
        if (value instanceof Clipped clipped) {
            return clipped.between(low, high, call);
        }
        return Clipped.of(value.signal(call), low, high, null);
    }

    /** Returns {@code max(0, min(1, alpha x + beta))}. */
    static OnnxValue hardSigmoid(Call call) {
        double alpha = decimal(call, "alpha", ALPHA);
        double beta = decimal(call, "beta", BETA);
        Signal value = call.signal(0);
        Signal numbers =
                alpha == ALPHA && beta == BETA ? value.then(call, new ActivationOf(Function.HARD_SIGMOID, 0)) : null;
        return new Clipped(value.scaled(call, Scaling.uniform(alpha, beta, 1)), 0, 1, null, numbers);
    }

    /** Returns an attribute, which files have in single precision, as the number that was meant: 0.1 rather than 0.100000001490116. */
    private static double decimal(Call call, String attribute, double otherwise) {
        return Double.parseDouble(Float.toString((float) call.number(attribute, otherwise)));
    }

    static OnnxValue leakyRelu(Call call) {
        return call.signal(0).then(call, new ActivationOf(Function.LEAKY_RELU, decimal(call, "alpha", 0.01)));
    }

    static OnnxValue elu(Call call) {
        return call.signal(0).then(call, new ActivationOf(Function.ELU, decimal(call, "alpha", 1)));
    }

    /** Returns a function that has no parameter. */
    static OnnxValue plain(Call call, Function function) {
        return call.signal(0).then(call, new ActivationOf(function, 0));
    }

    static OnnxValue prelu(Call call) {
        Dynamic value = call.dynamic(0);
        double[] each = Spread.over(call.constant(1), value.axes(), value.shape(), call);
        boolean isShifted = value instanceof Shifted;
        double[] shifts = value instanceof Shifted shifted ? shifted.shifts() : new double[1];
        Signal before = value instanceof Shifted shifted ? shifted.before() : value.signal(call);
        int features = features(before, each, shifts);
        float[] slopes = floats(call, each, features);
        float[] first = isShifted ? floats(call, shifts, features) : new float[features];
        return before.then(call, new Rectification(first, slopes, new float[features]));
    }

    /** Returns a PRelu that is shifted behind, if the value is one that is not. */
    static Optional<Signal> shifted(Call call, Signal value, double[] shifts) {
        if (!(value.node().operation() instanceof Rectification prelu)) {
            return Optional.empty();
        }
        int features = prelu.slopes().length;
        for (float after : prelu.after()) {
            if (after != 0) {
                return Optional.empty();
            }
        }
        if (shifts.length != 1 && shifts.length != features) {
            return Optional.empty();
        }
        Rectification shifted = new Rectification(prelu.before(), prelu.slopes(), floats(call, shifts, features));
        return Optional.of(value.with(call.node(shifted, value.node().input())));
    }

    /** Returns one for each channel, or for each value where one of both differs from value to value. */
    private static int features(Signal value, double[] slopes, double[] shifts) {
        return Math.max(value.shape().channels(), Math.max(slopes.length, shifts.length));
    }

    private static float[] floats(Call call, double[] each, int features) {
        float[] floats = new float[features];
        for (int i = 0; i < features; i++) {
            floats[i] = Sums.finite(call, each[each.length == 1 ? 0 : i / (features / each.length)]);
        }
        return floats;
    }

    static OnnxValue softmax(Call call) {
        Signal value = call.signal(0);
        int rank = value.axes().rank();
        boolean alongOne = call.settings().opset() >= ALONG_ONE_AXIS;
        int axis = call.axis(call.integer("axis", alongOne ? -1 : 1), rank);
        boolean all = value.shape().pixels() == 1;
        for (int i = 0; i < rank; i++) {
            boolean along = alongOne ? i == axis : i >= axis;
            all &= along
                    || value.axes().size(i, value.shape()) == 1
                    || value.axes().at(i) == Axes.EXAMPLES && i < axis;
        }
        if (!all) {
            throw call.refused("its softmax is along axis " + axis + " of values of shape "
                    + value.axes().describe(value.shape()) + "; one over all values of an example is supported");
        }
        return value.then(call, new ActivationOf(Function.SOFTMAX, 0));
    }
}
