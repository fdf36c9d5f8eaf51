package io.github.bnn4j.onnx.evaluator;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What makes fewer numbers of many, or each number in view of the others. */
final class SlowReductions {

    private SlowReductions() {}

    static NdArray mean(NdArray x, int[] namedAxes, boolean keep) {
        int[] axes = namedAxes.length == 0
                ? IntStream.range(0, x.rank()).toArray()
                : Arrays.stream(namedAxes).map(x::axis).toArray();
        int[] shape = x.shape().clone();
        int count = 1;
        for (int axis : axes) {
            count *= shape[axis];
            shape[axis] = 1;
        }
        NdArray result = NdArray.zeros(shape);
        for (int i = 0; i < x.values().length; i++) {
            int[] at = x.coordinates(i);
            for (int axis : axes) {
                at[axis] = 0;
            }
            result.values()[result.index(at)] += x.values()[i];
        }
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] /= count;
        }
        return keep ? result : SlowShapes.squeeze(result, axes);
    }

    /** From version 13 on along one axis, before along all from one on. */
    static NdArray softmax(NdArray x, int axisOrNegative, boolean allBehind) {
        int axis = x.axis(axisOrNegative);
        NdArray result = NdArray.zeros(x.shape());
        for (int i = 0; i < x.values().length; i++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < x.values().length; j++) {
                greatest = same(x, i, j, axis, allBehind) ? Math.max(greatest, x.values()[j]) : greatest;
            }
            double sum = 0;
            for (int j = 0; j < x.values().length; j++) {
                sum += same(x, i, j, axis, allBehind) ? Math.exp(x.values()[j] - greatest) : 0;
            }
            result.values()[i] = Math.exp(x.values()[i] - greatest) / sum;
        }
        return result;
    }

    private static boolean same(NdArray x, int i, int j, int axis, boolean allBehind) {
        int[] a = x.coordinates(i);
        int[] b = x.coordinates(j);
        for (int d = 0; d < a.length; d++) {
            boolean varies = allBehind ? d >= axis : d == axis;
            if (!varies && a[d] != b[d]) {
                return false;
            }
        }
        return true;
    }

    /** Of equal numbers the first. */
    static NdArray argMax(NdArray x, int axisOrNegative, boolean keep) {
        int axis = x.axis(axisOrNegative);
        int[] shape = x.shape().clone();
        shape[axis] = 1;
        NdArray result = new NdArray(shape, new double[NdArray.sizeOf(shape)], true);
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            int best = 0;
            double greatest = x.get(at);
            for (int n = 1; n < x.shape()[axis]; n++) {
                at[axis] = n;
                if (x.get(at) > greatest) {
                    greatest = x.get(at);
                    best = n;
                }
            }
            result.values()[i] = best;
        }
        return keep ? result : SlowShapes.squeeze(result, new int[] {axis});
    }
}
