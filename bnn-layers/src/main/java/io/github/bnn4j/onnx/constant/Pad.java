package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Puts a constant around values: how many are attributes before version 11, and inputs from there on. */
final class Pad {

    private Pad() {}

    static Tensor apply(Call call) {
        Tensor tensor = call.input(0);
        String mode = call.text("mode", "constant");
        if (!mode.equals("constant")) {
            throw call.refused("only constants around values are supported, not the mode " + mode);
        }
        int rank = tensor.shape().length;
        long[] pads = call.integers("pads", 1);
        long[] axes = call.has(3) ? call.integers(3) : LongStream.range(0, rank).toArray();
        call.axes(axes, rank);
        if (pads == null || pads.length != 2 * axes.length) {
            throw call.refused("it needs two widths for each of " + axes.length + " axes");
        }
        if (Arrays.stream(pads).anyMatch(pad -> pad < 0 || pad > Integer.MAX_VALUE)) {
            throw call.refused("widths must be from 0 to " + Integer.MAX_VALUE + ", got " + Size.text(pads));
        }
        long[] shape = Size.of(tensor.shape());
        long[] before = new long[rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = call.axis(axes[i], rank);
            before[axis] = pads[i];
            shape[axis] += pads[i] + pads[axes.length + i];
        }
        double[] values = new double[call.size(shape)];
        Arrays.fill(values, call.has(2) ? call.scalar(2) : call.real("value", 0));
        copy(tensor, values, Size.shape(shape), Size.shape(before));
        return new Tensor(tensor.type(), Size.shape(shape), values);
    }

    private static void copy(Tensor tensor, double[] values, int[] shape, int... before) {
        if (tensor.values().length == 0) {
            return;
        }
        int[] strides = Steps.strides(shape);
        int first = 0;
        for (int i = 0; i < before.length; i++) {
            first += before[i] * strides[i];
        }
        Steps steps = new Steps(tensor.shape(), new int[] {first}, strides);
        for (double value : tensor.values()) {
            values[steps.place(0)] = value;
            steps.next();
        }
    }
}
