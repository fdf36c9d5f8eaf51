package io.github.bnn4j.onnx.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators that move values, and compute none. */
final class SlowShapes {

    private SlowShapes() {}

    static NdArray transpose(NdArray x, int[] perm) {
        int[] shape = new int[x.rank()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = x.shape()[perm[d]];
        }
        NdArray result = new NdArray(shape, new double[x.values().length], x.integer());
        for (int i = 0; i < result.values().length; i++) {
            int[] to = result.coordinates(i);
            int[] from = new int[to.length];
            for (int d = 0; d < to.length; d++) {
                from[perm[d]] = to[d];
            }
            result.values()[i] = x.get(from);
        }
        return result;
    }

    static int[] reversed(int rank) {
        int[] perm = new int[rank];
        for (int d = 0; d < rank; d++) {
            perm[d] = rank - 1 - d;
        }
        return perm;
    }

    static NdArray reshape(NdArray x, int[] to, boolean zeroIsZero) {
        int[] shape = to.clone();
        int known = 1;
        for (int d = 0; d < shape.length; d++) {
            shape[d] = shape[d] == 0 && !zeroIsZero ? x.shape()[d] : shape[d];
            known *= shape[d] == -1 ? 1 : shape[d];
        }
        for (int d = 0; d < shape.length; d++) {
            shape[d] = shape[d] == -1 ? x.values().length / known : shape[d];
        }
        return x.reshaped(shape);
    }

    static NdArray flatten(NdArray x, int axis) {
        int rows = 1;
        for (int d = 0; d < (axis < 0 ? axis + x.rank() : axis); d++) {
            rows *= x.shape()[d];
        }
        return x.reshaped(rows, x.values().length / rows);
    }

    static NdArray squeeze(NdArray x, int[] axes) {
        List<Integer> shape = new ArrayList<>();
        for (int d = 0; d < x.rank(); d++) {
            int axis = d;
            boolean named = Arrays.stream(axes).anyMatch(a -> x.axis(a) == axis);
            if (named && x.shape()[d] != 1) {
                throw new IllegalArgumentException("Squeeze of " + x.shape()[d]);
            }
            if (!(named || axes.length == 0 && x.shape()[d] == 1)) {
                shape.add(x.shape()[d]);
            }
        }
        return x.reshaped(shape.stream().mapToInt(d -> d).toArray());
    }

    static NdArray unsqueeze(NdArray x, int[] axes) {
        int rank = x.rank() + axes.length;
        int[] shape = new int[rank];
        for (int axis : axes) {
            shape[axis < 0 ? axis + rank : axis] = 1;
        }
        int next = 0;
        for (int d = 0; d < rank; d++) {
            shape[d] = shape[d] == 1 ? 1 : x.shape()[next++];
        }
        return x.reshaped(shape);
    }

    static NdArray concat(List<NdArray> parts, int axisOrNegative) {
        NdArray first = parts.get(0);
        int axis = first.axis(axisOrNegative);
        int[] shape = first.shape().clone();
        shape[axis] = parts.stream().mapToInt(part -> part.shape()[axis]).sum();
        NdArray result = new NdArray(shape, new double[NdArray.sizeOf(shape)], first.integer());
        int from = 0;
        for (NdArray part : parts) {
            for (int i = 0; i < part.values().length; i++) {
                int[] at = part.coordinates(i);
                at[axis] += from;
                result.values()[result.index(at)] = part.values()[i];
            }
            from += part.shape()[axis];
        }
        return result;
    }

    static NdArray gather(NdArray x, NdArray indices, int axisOrNegative) {
        int axis = x.axis(axisOrNegative);
        int[] shape = new int[x.rank() - 1 + indices.rank()];
        System.arraycopy(x.shape(), 0, shape, 0, axis);
        System.arraycopy(indices.shape(), 0, shape, axis, indices.rank());
        System.arraycopy(x.shape(), axis + 1, shape, axis + indices.rank(), x.rank() - axis - 1);
        NdArray result = new NdArray(shape, new double[NdArray.sizeOf(shape)], x.integer());
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            int index = (int) indices.get(Arrays.copyOfRange(at, axis, axis + indices.rank()));
            int[] from = new int[x.rank()];
            System.arraycopy(at, 0, from, 0, axis);
            from[axis] = index < 0 ? index + x.shape()[axis] : index;
            System.arraycopy(at, axis + indices.rank(), from, axis + 1, x.rank() - axis - 1);
            result.values()[i] = x.get(from);
        }
        return result;
    }

    /** Pads with a number: first the counts before each dimension, then those after. */
    static NdArray pad(NdArray x, int[] pads, double value) {
        int[] shape = new int[x.rank()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = pads[d] + x.shape()[d] + pads[d + x.rank()];
        }
        NdArray result = NdArray.zeros(shape);
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            boolean inside = true;
            for (int d = 0; d < at.length; d++) {
                at[d] -= pads[d];
                inside &= at[d] >= 0 && at[d] < x.shape()[d];
            }
            result.values()[i] = inside ? x.get(at) : value;
        }
        return result;
    }
}
