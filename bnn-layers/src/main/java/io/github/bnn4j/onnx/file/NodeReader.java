package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;
import org.nd4j.shade.protobuf.ByteString;

/** Reads a node with its attributes. */
final class NodeReader {

    private NodeReader() {}

    /**
     * Reads a node.
     *
     * @param place in the file, from 0 on
     * @throws OnnxException if it has an attribute that is not known, such as a graph, or one twice
     */
    static OnnxNode read(NodeProto node, int place) {
        if (node.getOpType().isEmpty()) {
            throw new OnnxException("node " + place + " has no operator");
        }
        String name = name(node, place);
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            String what = "node " + name + ": attribute " + Quoted.name(attribute.getName());
            if (attributes.putIfAbsent(attribute.getName(), value(attribute, what)) != null) {
                throw new OnnxException(what + " appears twice");
            }
        }
        return new OnnxNode(
                name,
                domain(node.getDomain()),
                node.getOpType(),
                List.copyOf(node.getInputList()),
                List.copyOf(node.getOutputList()),
                Collections.unmodifiableMap(attributes));
    }

    /** Names a node in messages, also one that has no name. */
    static String name(NodeProto node, int place) {
        String operator = Quoted.plain(node.getOpType());
        return node.getName().isEmpty()
                ? "#" + place + " (" + operator + ")"
                : Quoted.plain(node.getName()) + " (" + operator + ")";
    }

    /** Returns "" for ONNX's own, which has two names. */
    static String domain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    private static Object value(AttributeProto attribute, String what) {
        if (!attribute.getRefAttrName().isEmpty()) {
            throw new OnnxException(what + " refers to an attribute of a function, but is outside of one");
        }
        return switch (attribute.getType()) {
            case FLOAT -> (double) attribute.getF();
            case INT -> attribute.getI();
            case STRING -> attribute.getS().toStringUtf8();
            case TENSOR -> tensor(attribute, what);
            case FLOATS ->
                attribute.getFloatsList().stream().map(Float::doubleValue).toList();
            case INTS -> List.copyOf(attribute.getIntsList());
            case STRINGS ->
                attribute.getStringsList().stream()
                        .map(ByteString::toStringUtf8)
                        .toList();
            case GRAPH, GRAPHS -> throw new OnnxException(what + " is a graph: branches and loops are not supported");
            default ->
                throw new OnnxException(what + " is of the type " + attribute.getType() + ", which is not supported");
        };
    }

    private static Tensor tensor(AttributeProto attribute, String what) {
        return TensorReader.read(attribute.getT(), what);
    }
}
