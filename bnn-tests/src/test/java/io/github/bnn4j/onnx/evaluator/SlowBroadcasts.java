package io.github.bnn4j.onnx.evaluator;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Element by element, where dimensions of size 1 are repeated. */
final class SlowBroadcasts {

    private SlowBroadcasts() {}

    static NdArray unary(NdArray x, DoubleUnaryOperator operator) {
        double[] values = new double[x.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = operator.applyAsDouble(x.values()[i]);
        }
        return new NdArray(x.shape(), values, x.integer());
    }

    static NdArray binary(NdArray a, NdArray b, DoubleBinaryOperator operator) {
        NdArray result = NdArray.zeros(shape(a.shape(), b.shape()));
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            result.values()[i] = operator.applyAsDouble(at(a, at), at(b, at));
        }
        return new NdArray(result.shape(), result.values(), a.integer() && b.integer());
    }

    static NdArray where(NdArray condition, NdArray yes, NdArray no) {
        NdArray result = NdArray.zeros(shape(shape(condition.shape(), yes.shape()), no.shape()));
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            result.values()[i] = at(condition, at) != 0 ? at(yes, at) : at(no, at);
        }
        return result;
    }

    private static double at(NdArray x, int[] place) {
        int[] at = new int[x.rank()];
        for (int d = 0; d < at.length; d++) {
            int coordinate = place[place.length - at.length + d];
            at[d] = x.shape()[d] == 1 ? 0 : coordinate;
        }
        return x.get(at);
    }

    static int[] shape(int[] a, int[] b) {
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int d = 1; d <= shape.length; d++) {
            int of = d <= a.length ? a[a.length - d] : 1;
            int with = d <= b.length ? b[b.length - d] : 1;
            if (of != with && of != 1 && with != 1) {
                throw new IllegalArgumentException("Sizes " + of + " and " + with);
            }
            shape[shape.length - d] = of == 1 ? with : of;
        }
        return shape;
    }
}
