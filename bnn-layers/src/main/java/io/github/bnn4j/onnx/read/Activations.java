package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.packed.layer.Elementwise.Function;

/** Reads functions of each value. */
final class Activations {

    /** ONNX's version in which softmax is along one axis, not along all from one on. */
    private static final int ALONG_ONE_AXIS = 13;

    private Activations() {}

    static Value relu(Call call) {
        return clipped(call, 0, Double.POSITIVE_INFINITY);
    }

    /** Bounds are attributes, or inputs in newer versions. */
    static Value clip(Call call) {
        double low = call.has(1) ? call.number(1) : call.number("min", Double.NEGATIVE_INFINITY);
        double high = call.has(2) ? call.number(2) : call.number("max", Double.POSITIVE_INFINITY);
        return clipped(call, low, high);
    }

    static Value maximum(Call call) {
        return clipped(call, bound(call), Double.POSITIVE_INFINITY);
    }

    static Value minimum(Call call) {
        return clipped(call, Double.NEGATIVE_INFINITY, bound(call));
    }

    private static double bound(Call call) {
        if (call.inputs().size() != 2 || call.isKnown(0) == call.isKnown(1)) {
            throw call.refused("only a bound by one constant is known");
        }
        return call.number(call.isKnown(0) ? 0 : 1);
    }

    private static Value clipped(Call call, double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
            throw call.refused("its bounds are " + low + " and " + high);
        }
        Dynamic value = call.isKnown(0) ? call.dynamic(1) : call.dynamic(0);
        if (value instanceof Clipped clipped) {
            return clipped.between(low, high, call);
        }
        return new Clipped(value.signal(call), low, high, null);
    }

    /** {@code max(0, min(1, alpha x + beta))}. */
    static Value hardSigmoid(Call call) {
        Scaling inner = Scaling.uniform(call.number("alpha", 0.2), call.number("beta", 0.5), 1);
        return new Clipped(call.signal(0).scaled(call, inner), 0, 1, null);
    }

    static Value leakyRelu(Call call) {
        return call.signal(0).then(call, new ActivationOf(Function.LEAKY_RELU, call.number("alpha", 0.01)));
    }

    static Value elu(Call call) {
        return call.signal(0).then(call, new ActivationOf(Function.ELU, call.number("alpha", 1)));
    }

    /** Returns a function that has no parameter. */
    static Value plain(Call call, Function function) {
        return call.signal(0).then(call, new ActivationOf(function, 0));
    }

    static Value prelu(Call call) {
        Signal value = call.signal(0);
        double[] each = Spread.over(call.constant(1), value.axes(), value.shape(), call);
        float[] slopes = new float[Math.max(each.length, value.shape().channels())];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = Sums.finite(call, Spread.at(each, i));
        }
        return value.then(call, new Rectification(new float[slopes.length], slopes, new float[slopes.length]));
    }

    static Value softmax(Call call) {
        Signal value = call.signal(0);
        int rank = value.axes().rank();
        boolean alongOne = call.settings().opset() >= ALONG_ONE_AXIS;
        int axis = call.axis(call.integer("axis", alongOne ? -1 : 1), rank);
        boolean all = value.shape().pixels() == 1;
        for (int i = 0; i < rank; i++) {
            boolean along = alongOne ? i == axis : i >= axis;
            all &= along || value.axes().size(i, value.shape()) == 1 || value.axes().at(i) == Axes.EXAMPLES && i < axis;
        }
        if (!all) {
            throw call.refused("its softmax is along axis " + axis + " of values of shape "
                    + value.axes().describe(value.shape()) + "; one over all values of an example is known");
        }
        return value.then(call, new ActivationOf(Function.SOFTMAX, 0));
    }
}
