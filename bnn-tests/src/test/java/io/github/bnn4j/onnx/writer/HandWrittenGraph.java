package io.github.bnn4j.onnx.writer;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorAnnotation;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Writes an ONNX file by hand, value after value: methods that add something return the name of the value it gives. Nodes are named
 * by operator and number, such as {@code Conv_3}.
 */
public final class HandWrittenGraph {

    /** A dimension that the file leaves open. */
    public static final int OPEN = -1;

    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("by hand");
    private boolean initializersAreInputs;
    private boolean raw = true;

    /** Begins a file of this version of ONNX's own operators. */
    public HandWrittenGraph(int opset) {
        importDomain("", opset);
    }

    /** Says that operators of another domain are used. */
    public HandWrittenGraph importDomain(String domain, int version) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
        return this;
    }

    /** Lists initializers as inputs of the graph as well, as files before IR 4 had to, and PyTorch wrote for long. */
    public HandWrittenGraph initializersAreInputs() {
        initializersAreInputs = true;
        model.setIrVersion(6);
        return this;
    }

    /** Writes numbers one by one instead of as raw bytes. */
    public HandWrittenGraph numbersOneByOne() {
        raw = false;
        return this;
    }

    /** Adds an input of the graph, of single precision. */
    public String input(String name, int... shape) {
        graph.addInput(info(name, TensorProto.DataType.FLOAT_VALUE, shape));
        return name;
    }

    /** Adds an input of unknown rank. */
    public String inputWithoutShape(String name) {
        graph.addInput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
        return name;
    }

    /** Adds an initializer of single precision. */
    public String floats(String name, int[] shape, double... values) {
        TensorProto.Builder tensor =
                raw ? HandWrittenTensor.rawFloats(shape, values) : HandWrittenTensor.floats(shape, values);
        return initializer(name, tensor, TensorProto.DataType.FLOAT_VALUE, shape);
    }

    /** Adds a number of single precision. */
    public String scalar(String name, double value) {
        return floats(name, new int[0], value);
    }

    /** Adds an initializer of one dimension. */
    public String vector(String name, double... values) {
        return floats(name, new int[] {values.length}, values);
    }

    /** Adds an initializer of integers of 64 bits, with one dimension. */
    public String integers(String name, long... values) {
        int[] shape = {values.length};
        return initializer(name, HandWrittenTensor.integers(shape, values), TensorProto.DataType.INT64_VALUE, shape);
    }

    /** Adds an integer of 64 bits, without dimensions. */
    public String integer(String name, long value) {
        int[] shape = {};
        return initializer(name, HandWrittenTensor.integers(shape, value), TensorProto.DataType.INT64_VALUE, shape);
    }

    private String initializer(String name, TensorProto.Builder tensor, int type, int[] shape) {
        graph.addInitializer(tensor.setName(name));
        if (initializersAreInputs) {
            graph.addInput(info(name, type, shape));
        }
        return name;
    }

    /** Adds a node of ONNX's own operators without attributes. */
    public String node(String operator, String... inputs) {
        return node(operator, Map.of(), inputs);
    }

    /** Adds a node of ONNX's own operators. */
    public String node(String operator, Map<String, ?> attributes, String... inputs) {
        return nodeOf("", operator, attributes, inputs);
    }

    /** Adds a node of some domain. */
    public String nodeOf(String domain, String operator, Map<String, ?> attributes, String... inputs) {
        return nodesOf(domain, operator, attributes, 1, inputs).get(0);
    }

    /** Adds a node with several outputs. */
    public List<String> nodesOf(
            String domain, String operator, Map<String, ?> attributes, int outputs, String... inputs) {
        String name = nextName(operator);
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(name)
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(List.of(inputs));
        for (int i = 0; i < outputs; i++) {
            node.addOutput(name + "_out" + i);
        }
        attributes.forEach((key, value) -> node.addAttribute(HandWrittenTensor.attribute(key, value)));
        graph.addNode(node);
        return List.copyOf(node.getOutputList());
    }

    /** Returns the name that the next node of this operator will have. */
    public String nextName(String operator) {
        return operator + "_" + graph.getNodeCount();
    }

    /** Returns the name of the node that was added last. */
    public String lastName() {
        return graph.getNode(graph.getNodeCount() - 1).getName();
    }

    /** Annotates a value with a type of numbers, as FINN does. */
    public HandWrittenGraph annotate(String value, String datatype) {
        graph.addQuantizationAnnotation(TensorAnnotation.newBuilder()
                .setTensorName(value)
                .addQuantParameterTensorNames(StringStringEntryProto.newBuilder()
                        .setKey("finn_datatype")
                        .setValue(datatype)));
        return this;
    }

    /** Adds a function that the model defines, whose nodes are those of another graph by hand. */
    public HandWrittenGraph function(
            String domain, String name, List<String> inputs, List<String> outputs, HandWrittenGraph body) {
        model.addFunctions(FunctionProto.newBuilder()
                .setDomain(domain)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllOpsetImport(body.model.getOpsetImportList())
                .addAllNode(body.graph.getNodeList()));
        return this;
    }

    /** Makes a value the output of the graph, of single precision. */
    public HandWrittenGraph output(String name) {
        graph.addOutput(info(name, TensorProto.DataType.FLOAT_VALUE));
        return this;
    }

    /** Makes a value the output of the graph, an index. */
    public HandWrittenGraph indexOutput(String name) {
        graph.addOutput(info(name, TensorProto.DataType.INT64_VALUE));
        return this;
    }

    /** Returns the whole file. */
    public ModelProto model() {
        return model.clone().setGraph(graph).build();
    }

    /** Writes it. */
    public Path save(Path file) throws IOException {
        return Files.write(file, model().toByteArray());
    }

    /** A node in each line. */
    @Override
    public String toString() {
        return graph.getInputList().stream()
                        .map(input -> input.getName() + dimensions(input))
                        .collect(joining(", "))
                + graph.getNodeList().stream()
                        .map(node -> node.getName() + " " + node.getInputList() + " -> " + node.getOutputList())
                        .collect(joining("\n", "\n", "\n"));
    }

    private static List<Long> dimensions(ValueInfoProto info) {
        return info.getType().getTensorType().getShape().getDimList().stream()
                .map(dimension -> dimension.hasDimValue() ? dimension.getDimValue() : OPEN)
                .toList();
    }

    private static ValueInfoProto.Builder info(String name, int type, int... shape) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type);
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size == OPEN ? dimension.setDimParam("N") : dimension.setDimValue(size));
        }
        if (shape.length > 0) {
            tensor.setShape(dimensions);
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor));
    }
}
