package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.List;
import java.util.Map;

/** Turns a node that makes a constant into that. */
final class ConstantNode {

    private ConstantNode() {}

    static boolean is(OnnxNode node) {
        return node.domain().isEmpty() && node.operator().equals("Constant");
    }

    static String output(OnnxNode node) {
        return node.outputs().get(0);
    }

    /**
     * Returns the constant.
     *
     * @throws OnnxException if it is not one tensor, number or list of numbers, or if the node takes or makes anything else
     */
    static Tensor value(OnnxNode node) {
        if (node.attributes().size() != 1
                || !node.inputs().isEmpty()
                || node.outputs().size() != 1) {
            throw new OnnxException("node " + node.name() + " needs one value, no inputs and one output");
        }
        Map.Entry<String, Object> attribute =
                node.attributes().entrySet().iterator().next();
        Object value = attribute.getValue();
        return switch (attribute.getKey()) {
            case "value" -> value instanceof Tensor tensor ? tensor : refuse(node);
            case "value_float" -> value instanceof Double number ? scalar(Tensor.Type.FLOAT, number) : refuse(node);
            case "value_int" -> value instanceof Long number ? scalar(Tensor.Type.INTEGER, number) : refuse(node);
            case "value_floats" -> value instanceof List<?> list ? vector(Tensor.Type.FLOAT, list, node) : refuse(node);
            case "value_ints" -> value instanceof List<?> list ? vector(Tensor.Type.INTEGER, list, node) : refuse(node);
            default -> refuse(node);
        };
    }

    private static Tensor scalar(Tensor.Type type, double value) {
        return new Tensor(type, new int[0], new double[] {value});
    }

    private static Tensor vector(Tensor.Type type, List<?> list, OnnxNode node) {
        if (!list.stream().allMatch(Number.class::isInstance)) {
            return refuse(node);
        }
        double[] values = list.stream()
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
        return new Tensor(type, new int[] {values.length}, values);
    }

    private static Tensor refuse(OnnxNode node) {
        throw new OnnxException("node " + node.name() + " has a constant that is neither a tensor nor numbers");
    }
}
