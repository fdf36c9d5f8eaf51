package io.github.bnn4j.onnx.evaluator;

import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;

/** NodeAttributes of a node, with what holds where they are left out. */
record NodeAttributes(NodeProto node) {

    private AttributeProto find(String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    boolean has(String name) {
        return find(name) != null;
    }

    int integer(String name, int otherwise) {
        return has(name) ? (int) find(name).getI() : otherwise;
    }

    double number(String name, double otherwise) {
        return has(name) ? find(name).getF() : otherwise;
    }

    String text(String name, String otherwise) {
        return has(name) ? find(name).getS().toStringUtf8() : otherwise;
    }

    int[] integers(String name, int... otherwise) {
        return has(name)
                ? find(name).getIntsList().stream().mapToInt(Long::intValue).toArray()
                : otherwise;
    }

    double[] numbers(String name) {
        List<Float> floats = find(name).getFloatsList();
        return floats.stream().mapToDouble(Float::doubleValue).toArray();
    }

    NdArray tensor(String name) {
        return FileTensors.of(find(name).getT());
    }
}
