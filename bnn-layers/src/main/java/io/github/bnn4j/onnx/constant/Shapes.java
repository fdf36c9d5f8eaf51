package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that leave values in their order, and give them another shape; and what tells a shape. */
final class Shapes {

    static final Map<String, Operator> OPERATORS = Map.of(
            "Identity", call -> call.input(0),
            "Dropout", Shapes::dropout,
            "Reshape", Shapes::reshape,
            "Flatten", Shapes::flatten,
            "Squeeze", Shapes::squeeze,
            "Unsqueeze", Shapes::unsqueeze,
            "Shape", Shapes::shape);

    private Shapes() {}

    private static Tensor dropout(Call call) {
        if (call.has(2) && call.scalar(2) != 0) {
            throw call.refused("it is in training mode");
        }
        return call.input(0);
    }

    private static Tensor shaped(Call call, long... shape) {
        Tensor tensor = call.input(0);
        if (call.size(shape) != tensor.values().length) {
            throw call.refused("values of shape " + Arrays.toString(tensor.shape()) + " cannot take the shape "
                    + Size.text(shape));
        }
        return new Tensor(tensor.type(), Size.shape(shape), tensor.values());
    }

    private static Tensor reshape(Call call) {
        int[] old = call.input(0).shape();
        long[] shape = call.integers(1);
        int open = -1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0 && call.integer("allowzero", 0) == 0) {
                if (i >= old.length) {
                    throw call.refused("there is no dimension " + i + " that could stay as it is");
                }
                shape[i] = old[i];
            } else if (shape[i] == -1) {
                if (open >= 0) {
                    throw call.refused("two dimensions are left open");
                }
                open = i;
                shape[i] = 1;
            }
        }
        if (open >= 0) {
            int others = call.size(shape);
            int size = call.input(0).values().length;
            if (others == 0 || size % others != 0) {
                throw call.refused(size + " values cannot have the shape " + Size.text(call.integers(1)));
            }
            shape[open] = size / others;
        }
        return shaped(call, shape);
    }

    private static Tensor flatten(Call call) {
        int[] shape = call.input(0).shape();
        long axis = call.integer("axis", 1);
        int split = axis == shape.length ? shape.length : call.axis(axis, shape.length);
        return shaped(
                call,
                call.size(Size.of(Arrays.copyOf(shape, split))),
                call.size(Size.of(Arrays.copyOfRange(shape, split, shape.length))));
    }

    /** Axes are an attribute before version 13, and an input from there on. */
    private static Tensor squeeze(Call call) {
        int[] shape = call.input(0).shape();
        long[] axes = call.integers("axes", 1);
        if (axes == null) {
            return shaped(
                    call,
                    Arrays.stream(shape)
                            .filter(size -> size != 1)
                            .asLongStream()
                            .toArray());
        }
        boolean[] left = call.axes(axes, shape.length);
        for (int i = 0; i < left.length; i++) {
            if (left[i] && shape[i] != 1) {
                throw call.refused("dimension " + i + " is " + shape[i] + "; only one of 1 can be left out");
            }
        }
        return shaped(
                call,
                IntStream.range(0, shape.length)
                        .filter(i -> !left[i])
                        .mapToLong(i -> shape[i])
                        .toArray());
    }

    private static Tensor unsqueeze(Call call) {
        int[] shape = call.input(0).shape();
        long[] axes = call.integers("axes", 1);
        if (axes == null) {
            throw call.refused("axes are missing");
        }
        long[] result = new long[shape.length + axes.length];
        boolean[] added = call.axes(axes, result.length);
        int next = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = added[i] ? 1 : shape[next++];
        }
        return shaped(call, result);
    }

    private static Tensor shape(Call call) {
        int[] shape = call.input(0).shape();
        int start = bound(call.integer("start", 0), shape.length);
        int end = Math.max(start, bound(call.integer("end", shape.length), shape.length));
        double[] values = Arrays.stream(shape, start, end).asDoubleStream().toArray();
        return new Tensor(Tensor.Type.INTEGER, new int[] {values.length}, values);
    }

    private static int bound(long place, int rank) {
        return (int) Math.max(0, Math.min(place < 0 ? place + rank : place, rank));
    }
}
