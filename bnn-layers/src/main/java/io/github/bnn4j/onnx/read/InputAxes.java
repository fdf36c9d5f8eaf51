package io.github.bnn4j.onnx.read;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells what a file's input is.
 *
 * @param axes how it lies
 * @param image its size, as examples are given
 */
record InputAxes(Axes axes, ImageShape image) {

    private static final int MOST_VALUES = 1 << 24;

    /** Channels of pictures: grey or coloured, perhaps with transparency. */
    private static final int FEW = 4;

    private static final Set<String> CHANNELS_FIRST =
            Set.of("Conv", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization");

    private static final List<Long> TO_CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);
    private static final List<Long> TO_CHANNELS_LAST = List.of(0L, 2L, 3L, 1L);

    /**
     * @throws OnnxException if it is no vector and no image
     */
    static InputAxes of(OnnxModel model) {
        int[] shape = model.inputShape();
        String input = "The input \"" + model.input() + "\" of shape " + Arrays.toString(shape);
        if (shape.length > 0 && shape[0] != -1 && shape[0] != 1) {
            throw new OnnxException(
                    input + " has several examples at once; save the network with their count open, or 1");
        }
        long size = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            if (shape[axis] < 1) {
                throw new OnnxException(
                        input + " is of unknown size: dimensions behind that of examples must be numbers");
            }
            size = Math.min((long) MOST_VALUES + 1, size * shape[axis]);
        }
        if (size > MOST_VALUES) {
            throw new OnnxException(input + " has more than " + MOST_VALUES + " values, the most that are read");
        }
        return switch (shape.length) {
            case 2 -> new InputAxes(Axes.VECTOR, new ImageShape(shape[1], 1, 1));
            case 3 -> new InputAxes(new Axes("NHW"), new ImageShape(1, shape[1], shape[2]));
            case 4 ->
                isChannelsLast(model)
                        ? new InputAxes(Axes.CHANNELS_LAST, new ImageShape(shape[3], shape[1], shape[2]))
                        : new InputAxes(Axes.CHANNELS_FIRST, new ImageShape(shape[1], shape[2], shape[3]));
            default ->
                throw new OnnxException(
                        input + " is not supported; (N, K), (N, H, W), (N, C, H, W) and (N, H, W, C) are");
        };
    }

    /** The first operator that knows tells; or else the axis of few values. */
    private static boolean isChannelsLast(OnnxModel model) {
        Set<String> same = new HashSet<>(Set.of(model.input()));
        for (OnnxNode node : model.nodes()) {
            if (node.inputs().stream().noneMatch(same::contains)) {
                continue;
            }
            Object order = node.attributes().get("perm");
            if (CHANNELS_FIRST.contains(node.operator()) || TO_CHANNELS_LAST.equals(order)) {
                return false;
            }
            if (TO_CHANNELS_FIRST.equals(order)) {
                return true;
            }
            if (ValueByValue.keepsAxes(node.operator())) {
                same.addAll(node.outputs());
            }
        }
        int[] shape = model.inputShape();
        return shape[3] <= FEW && shape[1] > FEW;
    }
}
