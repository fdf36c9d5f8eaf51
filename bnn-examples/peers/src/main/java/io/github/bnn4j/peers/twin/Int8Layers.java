package io.github.bnn4j.peers.twin;

import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto.DataType;

/**
 * Adds layers whose values are unsigned and whose weights are signed bytes, each tensor with one scale, as ONNX Runtime's static quantization
 * writes them in its operator form. ReLU costs nothing: where 0 is the least byte, rounding to a byte is ReLU.
 */
final class Int8Layers implements Layers {

    private static final float SCALE = 1f / 64;
    private static final byte HALF = (byte) 128;

    private final OnnxNodes nodes;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, Byte> zeros = new HashMap<>();
    private final String scale;

    Int8Layers(OnnxNodes nodes) {
        this.nodes = nodes;
        this.scale = nodes.floats(new float[] {SCALE});
    }

    @Override
    public String input(int... shape) {
        return quantized(nodes.input(DataType.UINT8, shape), (byte) 0);
    }

    @Override
    public String dense(String x, int inputs, int outputs, Output output) {
        List<String> operands = new ArrayList<>(operands(x));
        operands.addAll(weights(inputs, inputs, outputs));
        operands.add(nodes.integers(new int[outputs]));
        if (output == Output.SCORES) {
            return nodes.node(OnnxNodes.MICROSOFT, "QGemm", operands, List.of());
        }
        byte zero = zero(output);
        operands.addAll(List.of(scale, zeroPoint(zero)));
        return quantized(nodes.node(OnnxNodes.MICROSOFT, "QGemm", operands, List.of()), zero);
    }

    @Override
    public String convolution(String x, Window window, int channels, int outputs, int groups, Output output) {
        int rows = window.rows().size();
        int columns = window.columns().size();
        List<AttributeProto> attributes = new ArrayList<>(WindowAttributes.of(window));
        attributes.add(OnnxNodes.attribute("group", (long) groups));
        byte zero = zero(output);
        List<String> operands = new ArrayList<>(operands(x));
        operands.addAll(weights(channels / groups * rows * columns, outputs, channels / groups, rows, columns));
        operands.addAll(List.of(scale, zeroPoint(zero), nodes.integers(new int[outputs])));
        String result = quantized(nodes.node("", "QLinearConv", operands, attributes), zero);
        return output == Output.SCORES ? nodes.node("", "DequantizeLinear", operands(result), List.of()) : result;
    }

    private static byte zero(Output output) {
        return output == Output.RECTIFIED ? 0 : HALF;
    }

    private String quantized(String value, byte zero) {
        zeros.put(value, zero);
        return value;
    }

    private String zeroPoint(byte zero) {
        return nodes.bytes(DataType.UINT8, new byte[] {zero});
    }

    /** A value, its scale and the byte that is its 0. */
    private List<String> operands(String value) {
        return List.of(value, scale, zeroPoint(zeros.get(value)));
    }

    private List<String> weights(int summands, int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        byte[] values = new byte[size];
        random.nextBytes(values);
        float range = (float) Math.sqrt(6.0 / summands);
        return List.of(
                nodes.bytes(DataType.INT8, values, shape),
                nodes.floats(new float[] {range / 128}),
                nodes.bytes(DataType.INT8, new byte[1]));
    }

    @Override
    public String maximum(String x, Window window) {
        return quantized(nodes.node("", "MaxPool", List.of(x), WindowAttributes.of(window)), zeros.get(x));
    }

    @Override
    public String mean(String x, Window window) {
        return pooled(
                "QLinearAveragePool",
                x,
                WindowAttributes.of(window).stream()
                        .filter(attribute -> !attribute.getName().equals("dilations"))
                        .toList());
    }

    @Override
    public String globalMean(String x) {
        return pooled("QLinearGlobalAveragePool", x, List.of());
    }

    private String pooled(String operator, String x, List<AttributeProto> attributes) {
        byte zero = zeros.get(x);
        List<String> operands = Stream.concat(operands(x).stream(), Stream.of(scale, zeroPoint(zero)))
                .toList();
        return quantized(nodes.node(OnnxNodes.MICROSOFT, operator, operands, attributes), zero);
    }

    @Override
    public String sum(String x, String y) {
        List<String> operands = new ArrayList<>(operands(x));
        operands.addAll(operands(y));
        operands.addAll(List.of(scale, zeroPoint((byte) 0)));
        return quantized(nodes.node(OnnxNodes.MICROSOFT, "QLinearAdd", operands, List.of()), (byte) 0);
    }

    @Override
    public String flat(String x) {
        return quantized(nodes.node("", "Flatten", List.of(x), List.of()), zeros.get(x));
    }

    @Override
    public void output(String scores, int width) {
        nodes.output(scores, width);
    }
}
