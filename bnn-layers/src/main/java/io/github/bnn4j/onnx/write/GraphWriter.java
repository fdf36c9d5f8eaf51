package io.github.bnn4j.onnx.write;

import io.github.bnn4j.onnx.OnnxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorAnnotation;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/** Collects the nodes and constants of a graph. */
final class GraphWriter {

    /** The first that has all operators that are used. */
    private static final int OPSET = 16;

    /** The count of examples has this name: it is open. */
    private static final String EXAMPLES = "N";

    /** QONNX's tools expect an activation's BipolarQuant behind one of these, but for the input of the graph. */
    private static final Set<String> BEFORE_SIGNS = Set.of("Add", "BatchNormalization", "Div", "Mul", "Sub");

    /** A protobuf is shorter than 2^31 bytes; some are for all else. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1 << 24);

    private static final String ONE = "one";

    private final GraphProto.Builder graph = GraphProto.newBuilder();

    /** Operators of the nodes that give values, by their names; of the input, one that signs may stand behind. */
    private final Map<String, String> operators = new HashMap<>();

    private final Map<String, Integer> names = new HashMap<>();
    private int opset = OPSET;
    private long bytes;

    GraphWriter(String name) {
        graph.setName(name);
    }

    /** Returns the version of ONNX's own operators that the nodes are of. */
    int opset() {
        return opset;
    }

    /** Says that a node needs operators of a newer version. */
    void needOpset(int version) {
        opset = Math.max(opset, version);
    }

    /** Returns the finished graph. */
    GraphProto graph() {
        return graph.build();
    }

    String input(String name, int... shape) {
        graph.addInput(value(name, shape));
        operators.put(name, "Mul");
        return name;
    }

    void output(String name, int width) {
        graph.addOutput(value(name, width));
    }

    private static ValueInfoProto value(String name, int... shape) {
        TensorShapeProto.Builder dimensions =
                TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(EXAMPLES));
        for (int dimension : shape) {
            dimensions.addDim(Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    /** Says what numbers a value is of, in the words of FINN, such as UINT8. */
    void annotate(String value, String type) {
        graph.addQuantizationAnnotation(TensorAnnotation.newBuilder()
                .setTensorName(value)
                .addQuantParameterTensorNames(StringStringEntryProto.newBuilder()
                        .setKey("finn_datatype")
                        .setValue(type)));
    }

    /** Adds a node of ONNX's own operators and returns its result. */
    String node(String name, String operator, String result, List<String> inputs, AttributeProto... attributes) {
        return node(name, "", operator, result, inputs, attributes);
    }

    private String node(
            String name,
            String domain,
            String operator,
            String result,
            List<String> inputs,
            AttributeProto... attributes) {
        String value = unique(result);
        graph.addNode(NodeProto.newBuilder()
                .setName(unique(name))
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(value)
                .addAllAttribute(List.of(attributes)));
        operators.put(value, operator);
        return value;
    }

    /** Takes the sign of an activation. */
    String sign(String layer, String value) {
        String before = BEFORE_SIGNS.contains(operators.get(value))
                ? value
                : node(
                        layer + "/Add",
                        "Add",
                        layer + "/unshifted",
                        List.of(value, floats(layer + "/zero", new int[0], 0)));
        return bipolar(layer + "/Sign", layer + "/signs", before);
    }

    /** Takes the signs of weights, which are that already: it tells that they are no more. */
    String signedWeights(String layer, String weights) {
        return bipolar(layer + "/WeightSign", layer + "/weight_signs", weights);
    }

    private String bipolar(String name, String result, String value) {
        if (!names.containsKey(ONE)) {
            floats(ONE, new int[0], 1);
        }
        return node(name, BipolarQuantFunction.DOMAIN, BipolarQuantFunction.NAME, result, List.of(value, ONE));
    }

    /** Adds a constant. */
    String floats(String name, int[] shape, float... values) {
        String unique = unique(name);
        return constant(unique, Tensors.ofFloats(unique, shape, values));
    }

    /** Adds a constant in double precision. */
    String doubles(String name, int[] shape, double... values) {
        String unique = unique(name);
        return constant(unique, Tensors.ofDoubles(unique, shape, values));
    }

    /** Casts to double precision, or back to single. */
    String cast(String layer, String result, String value, DataType type) {
        return node(layer + "/Cast", "Cast", layer + "/" + result, List.of(value), Attributes.of("to", (long)
                type.getNumber()));
    }

    /** Adds a constant vector of integers, such as a shape. */
    String integers(String name, long... values) {
        String unique = unique(name);
        return constant(unique, Tensors.ofIntegers(unique, values));
    }

    private String constant(String name, TensorProto tensor) {
        bytes += tensor.getRawData().size();
        if (bytes > MOST_BYTES) {
            throw new OnnxException("The weights need more than " + MOST_BYTES + " bytes as floats, and an ONNX file "
                    + "must be shorter than 2^31");
        }
        graph.addInitializer(tensor);
        return name;
    }

    private String unique(String name) {
        int count = names.merge(name, 1, Integer::sum);
        return count == 1 ? name : unique(name + "_" + count);
    }
}
