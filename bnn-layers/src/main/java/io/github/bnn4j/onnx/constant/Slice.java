package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Takes every so-manieth value along some axes, from one place to another: they are attributes before version 10, and inputs from there on. */
final class Slice {

    private Slice() {}

    static Tensor apply(Call call) {
        Tensor tensor = call.input(0);
        int rank = tensor.shape().length;
        long[] starts = call.integers("starts", 1);
        long[] ends = call.integers("ends", 2);
        if (starts == null || ends == null) {
            throw call.refused("starts or ends are missing");
        }
        long[] named = call.integers("axes", 3);
        long[] axes = named != null ? named : LongStream.range(0, starts.length).toArray();
        long[] steps = call.has(4) ? call.integers(4) : ones(starts.length);
        if (ends.length != starts.length || axes.length != starts.length || steps.length != starts.length) {
            throw call.refused("starts, ends, axes and steps differ in count");
        }
        call.axes(axes, rank);
        int[] shape = tensor.shape().clone();
        int[] strides = Steps.strides(shape);
        int first = 0;
        for (int i = 0; i < starts.length; i++) {
            int axis = call.axis(axes[i], rank);
            int size = shape[axis];
            long step = Math.max(-Integer.MAX_VALUE, Math.min(steps[i], Integer.MAX_VALUE));
            if (step == 0) {
                throw call.refused("a step is 0");
            }
            long start = bounded(starts[i], size, step);
            long end = bounded(ends[i], size, step);
            long count = step > 0 ? (end - start + step - 1) / step : (end - start + step + 1) / step;
            shape[axis] = (int) Math.max(0, count);
            // Of a step that is never taken, the product could be too large.
            int stride = strides[axis];
            first += count > 0 ? (int) start * stride : 0;
            strides[axis] = count > 1 ? (int) step * stride : 0;
        }
        double[] values = Steps.pick(tensor.values(), call.size(Size.of(shape)), first, shape, strides);
        return new Tensor(tensor.type(), shape, values);
    }

    /** Backwards, the end may lie before the first value. */
    private static long bounded(long place, int size, long step) {
        long counted = place < 0 ? place + size : place;
        return step > 0 ? Math.max(0, Math.min(counted, size)) : Math.max(-1, Math.min(counted, size - 1L));
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
