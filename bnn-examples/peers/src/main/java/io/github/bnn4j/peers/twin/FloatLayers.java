package io.github.bnn4j.peers.twin;

import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto.DataType;

/** Adds layers in single precision, with random weights that keep the size of what goes through. */
final class FloatLayers implements Layers {

    private final OnnxNodes nodes;
    private final SplittableRandom random = new SplittableRandom(1);

    FloatLayers(OnnxNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public String input(int... shape) {
        return nodes.input(DataType.FLOAT, shape);
    }

    @Override
    public String dense(String x, int inputs, int outputs, Output output) {
        String sums = nodes.node(
                "",
                "Gemm",
                List.of(x, weights(inputs, inputs, outputs), nodes.floats(new float[outputs], outputs)),
                List.of());
        return behind(sums, output);
    }

    @Override
    public String convolution(String x, Window window, int channels, int outputs, int groups, Output output) {
        int rows = window.rows().size();
        int columns = window.columns().size();
        List<AttributeProto> attributes = new ArrayList<>(WindowAttributes.of(window));
        attributes.add(OnnxNodes.attribute("group", (long) groups));
        String kernel = weights(channels / groups * rows * columns, outputs, channels / groups, rows, columns);
        String sums = nodes.node("", "Conv", List.of(x, kernel, nodes.floats(new float[outputs], outputs)), attributes);
        return behind(sums, output);
    }

    private String behind(String sums, Output output) {
        return output == Output.RECTIFIED ? nodes.node("", "Relu", List.of(sums), List.of()) : sums;
    }

    private String weights(int summands, int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        float[] values = new float[size];
        double range = Math.sqrt(6.0 / summands);
        for (int i = 0; i < size; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * range);
        }
        return nodes.floats(values, shape);
    }

    @Override
    public String maximum(String x, Window window) {
        return nodes.node("", "MaxPool", List.of(x), WindowAttributes.of(window));
    }

    @Override
    public String mean(String x, Window window) {
        // The version of the operator that is used knows no distance of taps.
        return nodes.node(
                "",
                "AveragePool",
                List.of(x),
                WindowAttributes.of(window).stream()
                        .filter(attribute -> !attribute.getName().equals("dilations"))
                        .toList());
    }

    @Override
    public String globalMean(String x) {
        return nodes.node("", "GlobalAveragePool", List.of(x), List.of());
    }

    @Override
    public String sum(String x, String y) {
        return nodes.node("", "Relu", List.of(nodes.node("", "Add", List.of(x, y), List.of())), List.of());
    }

    @Override
    public String flat(String x) {
        return nodes.node("", "Flatten", List.of(x), List.of());
    }

    @Override
    public void output(String scores, int width) {
        nodes.output(scores, width);
    }
}
