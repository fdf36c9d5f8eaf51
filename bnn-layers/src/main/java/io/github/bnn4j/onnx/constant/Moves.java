package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that put values elsewhere, repeat them, or take some of them. */
final class Moves {

    static final Map<String, Operator> OPERATORS = Map.of(
            "Transpose", Moves::transpose,
            "Concat", Moves::concat,
            "Gather", Moves::gather,
            "Slice", Slice::apply,
            "Pad", Pad::apply,
            "Expand", Moves::expand,
            "ConstantOfShape", Moves::constantOfShape);

    private Moves() {}

    private static Tensor transpose(Call call) {
        Tensor tensor = call.input(0);
        int rank = tensor.shape().length;
        long[] given = call.integers("perm");
        long[] order = given != null
                ? given
                : IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray();
        call.axes(order, rank);
        if (order.length != rank) {
            throw call.refused("its order has " + order.length + " dimensions, its input " + rank);
        }
        int[] old = Steps.strides(tensor.shape());
        int[] shape = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            int axis = call.axis(order[i], rank);
            shape[i] = tensor.shape()[axis];
            strides[i] = old[axis];
        }
        return new Tensor(tensor.type(), shape, Steps.pick(tensor.values(), tensor.values().length, 0, shape, strides));
    }

    private static Tensor concat(Call call) {
        List<Tensor> inputs = call.alike();
        int[] first = inputs.get(0).shape();
        int axis = call.axis(call.integer("axis"), first.length);
        long length = 0;
        for (Tensor input : inputs) {
            int[] shape = input.shape().clone();
            if (shape.length == first.length) {
                length += shape[axis];
                shape[axis] = first[axis];
            }
            if (!Arrays.equals(shape, first)) {
                throw call.refused("the shapes of its inputs do not fit each other: "
                        + inputs.stream()
                                .map(Tensor::shape)
                                .map(Arrays::toString)
                                .toList());
            }
        }
        long[] shape = Size.of(first);
        shape[axis] = length;
        double[] values = new double[call.size(shape)];
        int inner = (int) Size.product(Size.of(Arrays.copyOfRange(first, axis + 1, first.length)));
        int to = 0;
        for (int outer = 0; to < values.length; outer++) {
            for (Tensor input : inputs) {
                int run = input.shape()[axis] * inner;
                System.arraycopy(input.values(), outer * run, values, to, run);
                to += run;
            }
        }
        return new Tensor(inputs.get(0).type(), Size.shape(shape), values);
    }

    private static Tensor gather(Call call) {
        Tensor data = call.input(0);
        Tensor places = call.input(1);
        if (places.type() != Tensor.Type.INTEGER) {
            throw call.refused("indices must be whole numbers");
        }
        int rank = data.shape().length;
        int axis = call.axis(call.integer("axis", 0), rank);
        long[] before = Size.of(Arrays.copyOf(data.shape(), axis));
        long[] after = Size.of(Arrays.copyOfRange(data.shape(), axis + 1, rank));
        long[] shape = joined(joined(before, Size.of(places.shape())), after);
        double[] values = new double[call.size(shape)];
        int run = (int) Size.product(after);
        int to = 0;
        for (int outer = 0; to < values.length; outer++) {
            for (double place : places.values()) {
                int index = call.axis((long) place, data.shape()[axis]);
                System.arraycopy(data.values(), (outer * data.shape()[axis] + index) * run, values, to, run);
                to += run;
            }
        }
        return new Tensor(data.type(), Size.shape(shape), values);
    }

    private static long[] joined(long[] first, long[] second) {
        long[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static Tensor expand(Call call) {
        Tensor tensor = call.input(0);
        long[] asked = call.integers(1);
        call.size(asked);
        int[] shape = Broadcast.shape(call, List.of(tensor.shape(), Size.shape(asked)));
        return new Tensor(
                tensor.type(),
                shape,
                Steps.pick(
                        tensor.values(),
                        call.size(Size.of(shape)),
                        0,
                        shape,
                        Broadcast.strides(tensor.shape(), shape.length)));
    }

    private static Tensor constantOfShape(Call call) {
        Tensor given = call.tensor("value");
        if (given != null && given.values().length != 1) {
            throw call.refused("its value should be one number, and has " + given.values().length);
        }
        long[] shape = call.integers(0);
        double[] values = new double[call.size(shape)];
        if (given != null) {
            Arrays.fill(values, given.values()[0]);
        }
        return new Tensor(given == null ? Tensor.Type.FLOAT : given.type(), Size.shape(shape), values);
    }
}
