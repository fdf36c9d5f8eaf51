package io.github.bnn4j.onnx.read;

import io.github.bnn4j.onnx.OnnxImport;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the nodes of a file by hand: each takes the value before, unless it says otherwise. */
final class HandWrittenModel {

    static final String QONNX = "qonnx.custom_op.general";

    private final int[] inputShape;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private int opset = 15;
    private String last = "x";

    private HandWrittenModel(int... inputShape) {
        this.inputShape = inputShape;
    }

    /** Begins with an input named x. */
    static HandWrittenModel of(int... inputShape) {
        return new HandWrittenModel(inputShape);
    }

    HandWrittenModel opset(int version) {
        opset = version;
        return this;
    }

    HandWrittenModel floats(String name, int[] shape, double... values) {
        constants.put(name, new Tensor(Tensor.Type.FLOAT, shape, values));
        return this;
    }

    HandWrittenModel floats(String name, double... values) {
        return floats(name, new int[] {values.length}, values);
    }

    HandWrittenModel number(String name, double value) {
        return floats(name, new int[0], value);
    }

    HandWrittenModel integers(String name, double... values) {
        constants.put(name, new Tensor(Tensor.Type.INTEGER, new int[] {values.length}, values));
        return this;
    }

    /** Adds a node on the value before, and on others. */
    HandWrittenModel then(String operator, String... others) {
        return then(operator, Map.of(), others);
    }

    HandWrittenModel then(String operator, Map<String, Object> attributes, String... others) {
        List<String> inputs = new ArrayList<>(List.of(last));
        inputs.addAll(List.of(others));
        return node("", operator, attributes, inputs, operator + nodes.size());
    }

    HandWrittenModel quantizer(String operator, Map<String, Object> attributes, String... others) {
        List<String> inputs = new ArrayList<>(List.of(last));
        inputs.addAll(List.of(others));
        return node(QONNX, operator, attributes, inputs, operator + nodes.size());
    }

    /** Adds a node that takes just these, and gives a value of this name, which is then the one before. */
    HandWrittenModel node(
            String domain, String operator, Map<String, Object> attributes, List<String> inputs, String output) {
        nodes.add(new OnnxNode("the" + nodes.size(), domain, operator, inputs, List.of(output), attributes));
        last = output;
        return this;
    }

    /** Names the value before. */
    HandWrittenModel as(String name) {
        String before = last;
        return node("", "Identity", Map.of(), List.of(before), name);
    }

    /** Goes on with another value. */
    HandWrittenModel from(String name) {
        last = name;
        return this;
    }

    /** Multiplies with a sign of a constant 1: a quantizer that changes nothing. */
    HandWrittenModel quantizedSomewhere() {
        String value = last;
        number("one", 1);
        node("", "Sign", Map.of(), List.of("one"), "signOfOne");
        return node("", "Mul", Map.of(), List.of(value, "signOfOne"), "quantizedSomewhere");
    }

    /** Makes a vector of an image, and has it as it is, by real weights of 1 and 0. */
    HandWrittenModel flat(int size) {
        double[] identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        floats("identity", new int[] {size, size}, identity);
        return then("Flatten").then("MatMul", "identity");
    }

    OnnxModel model() {
        return new OnnxModel(opset, "x", inputShape, last, List.copyOf(nodes), Map.copyOf(constants), Map.of());
    }

    OnnxImport imported() {
        return OnnxImport.of(model());
    }

    /** Returns the scores of real numbers, channel after channel. */
    float[] scores(double... example) {
        return scores(imported(), example);
    }

    static float[] scores(OnnxImport imported, double... example) {
        ImageShape image = imported.image();
        float[] floats = new float[example.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) example[i];
        }
        return imported.toPacked(InputEncoding.floats(image.channels(), image.height(), image.width()))
                .scores(floats);
    }
}
