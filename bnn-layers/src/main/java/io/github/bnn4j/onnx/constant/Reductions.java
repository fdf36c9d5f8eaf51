package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Operators that make one of many, along axes. */
final class Reductions {

    static final Map<String, Operator> OPERATORS =
            Map.of("ReduceMean", Reductions::mean, "Softmax", Reductions::softmax);

    private Reductions() {}

    /** Axes are an attribute before version 18, and an input from there on. */
    private static Tensor mean(Call call) {
        Tensor tensor = call.real(0);
        int[] shape = tensor.shape();
        long[] axes = call.integers("axes", 1);
        if (axes == null || axes.length == 0) {
            if (call.integer("noop_with_empty_axes", 0) != 0) {
                return tensor;
            }
            axes = LongStream.range(0, shape.length).toArray();
        }
        boolean[] reduced = call.axes(axes, shape.length);
        boolean keep = call.integer("keepdims", 1) != 0;
        int[] kept = shape.clone();
        int rank = 0;
        int[] left = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            kept[i] = reduced[i] ? 1 : shape[i];
            if (keep || !reduced[i]) {
                left[rank++] = kept[i];
            }
        }
        double[] sums = new double[call.size(Size.of(kept))];
        Steps steps = new Steps(shape, new int[1], Broadcast.strides(kept, shape.length));
        for (double value : tensor.values()) {
            sums[steps.place(0)] += value;
            steps.next();
        }
        double count = (double) tensor.values().length / sums.length;
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
        return new Tensor(Tensor.Type.FLOAT, Arrays.copyOf(left, rank), sums);
    }

    /**
     * Computes the softmax over the last axis. Before version 13, all axes from one on were one, which makes no
     * difference for the last.
     */
    private static Tensor softmax(Call call) {
        Tensor tensor = call.real(0);
        int rank = tensor.shape().length;
        if (rank == 0
                || call.axis(call.integer("axis", rank - 1L), rank) != rank - 1
                || !call.has("axis") && rank != 2) {
            throw call.refused("it is supported along the last axis only");
        }
        int size = tensor.shape()[rank - 1];
        double[] values = tensor.values().clone();
        for (int from = 0; from < values.length; from += size) {
            double most = Arrays.stream(values, from, from + size).max().orElse(0);
            double sum = 0;
            for (int i = from; i < from + size; i++) {
                values[i] = Math.exp(values[i] - most);
                sum += values[i];
            }
            for (int i = from; i < from + size; i++) {
                values[i] /= sum;
            }
        }
        return new Tensor(Tensor.Type.FLOAT, tensor.shape(), values);
    }
}
