package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Computes value by value, of inputs which are repeated where their shapes differ. */
final class Broadcast {

    private Broadcast() {}

    /**
     * Returns the result.
     *
     * @param function of one value of each input; it must not keep the array
     */
    static Tensor apply(Call call, Tensor.Type type, List<Tensor> inputs, ToDoubleFunction<double[]> function) {
        int[] shape = shape(call, inputs.stream().map(Tensor::shape).toList());
        int[][] strides = inputs.stream()
                .map(input -> strides(input.shape(), shape.length))
                .toArray(int[][]::new);
        Steps steps = new Steps(shape, new int[inputs.size()], strides);
        double[] values = new double[call.size(Size.of(shape))];
        double[] operands = new double[inputs.size()];
        for (int i = 0; i < values.length; i++) {
            for (int input = 0; input < operands.length; input++) {
                operands[input] = inputs.get(input).values()[steps.place(input)];
            }
            values[i] = function.applyAsDouble(operands);
            steps.next();
        }
        return call.result(type, shape, values);
    }

    /** Returns the shape that all are repeated to. */
    static int[] shape(Call call, List<int[]> shapes) {
        int rank = shapes.stream().mapToInt(shape -> shape.length).max().orElse(0);
        int[] result = new int[rank];
        Arrays.fill(result, 1);
        for (int[] shape : shapes) {
            int missing = rank - shape.length;
            for (int i = 0; i < shape.length; i++) {
                if (result[missing + i] == 1) {
                    result[missing + i] = shape[i];
                } else if (shape[i] != 1 && shape[i] != result[missing + i]) {
                    throw call.refused("the shapes of its inputs do not fit each other: "
                            + shapes.stream().map(Arrays::toString).toList());
                }
            }
        }
        return result;
    }

    /** Returns the strides of an input, which is repeated where they are 0. */
    static int[] strides(int[] shape, int rank) {
        int[] own = Steps.strides(shape);
        int[] strides = new int[rank];
        for (int i = 0; i < shape.length; i++) {
            strides[rank - shape.length + i] = shape[i] == 1 ? 0 : own[i];
        }
        return strides;
    }
}
