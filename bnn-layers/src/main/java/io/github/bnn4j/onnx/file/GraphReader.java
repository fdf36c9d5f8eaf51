package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.ElementType;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/** Reads the one graph of a file: which values there are, who makes them, and which of it the result needs. */
final class GraphReader {

    private static final String DATATYPE = "finn_datatype";

    private final Onnx.ModelProto model;

    private final GraphProto graph;

    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();

    /** Place of the node that makes a value. */
    private final Map<String, Integer> makers = new HashMap<>();

    private final Map<String, Tensor> constants = new LinkedHashMap<>();

    /**
     * @throws OnnxException if there is no graph
     */
    GraphReader(Onnx.ModelProto model) {
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new OnnxException("it is no ONNX file, or has no graph, or one without nodes");
        }
        this.model = model;
        this.graph = model.getGraph();
    }

    /**
     * Returns what the file says of its network.
     *
     * @throws OnnxException if it is damaged, or has what is not known here
     */
    OnnxModel read() {
        int opset = Opset.of(model);
        readInitializers();
        ValueInfoProto input = input();
        findMakers(input.getName());
        String output = output();
        List<OnnxNode> nodes = nodes(output, input.getName());
        return new OnnxModel(
                opset,
                input.getName(),
                InputReader.shape(input),
                output,
                List.copyOf(nodes),
                Collections.unmodifiableMap(constants),
                Collections.unmodifiableMap(annotations(input)));
    }

    private void readInitializers() {
        if (graph.getSparseInitializerCount() > 0) {
            String name = graph.getSparseInitializer(0).getValues().getName();
            throw new OnnxException("initializer " + Quoted.name(name) + " is sparse, which is not supported");
        }
        for (TensorProto initializer : graph.getInitializerList()) {
            if (initializer.getName().isEmpty()) {
                throw new OnnxException("an initializer has no name");
            }
            if (initializers.put(initializer.getName(), initializer) != null) {
                throw new OnnxException("initializer " + Quoted.name(initializer.getName()) + " appears twice");
            }
        }
    }

    private ValueInfoProto input() {
        // Older files, and some programs to this day, list initializers among the inputs.
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !initializers.containsKey(input.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw new OnnxException("it has " + inputs.size() + " inputs" + listed(names(inputs)) + ", not one");
        }
        return inputs.get(0);
    }

    private String output() {
        List<ValueInfoProto> outputs = graph.getOutputList();
        if (outputs.size() != 1) {
            throw new OnnxException("it has " + outputs.size() + " outputs" + listed(names(outputs)) + ", not one");
        }
        String output = outputs.get(0).getName();
        if (!makers.containsKey(output)) {
            throw new OnnxException("no node makes the output " + Quoted.name(output));
        }
        return output;
    }

    private static List<String> names(List<ValueInfoProto> values) {
        return values.stream().map(ValueInfoProto::getName).toList();
    }

    private static String listed(Collection<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        int most = 5;
        return names.stream().limit(most).map(Quoted::name).collect(Collectors.joining(", ", " (", ""))
                + (names.size() > most ? ", ...)" : ")");
    }

    private void findMakers(String input) {
        for (int place = 0; place < graph.getNodeCount(); place++) {
            NodeProto node = graph.getNode(place);
            for (String output : node.getOutputList()) {
                // An output without a name is one that is not wanted.
                if (!output.isEmpty()
                        && (output.equals(input)
                                || initializers.containsKey(output)
                                || makers.put(output, place) != null)) {
                    throw new OnnxException("node " + NodeReader.name(node, place) + " makes the value "
                            + Quoted.name(output) + ", which exists already");
                }
            }
        }
    }

    private List<OnnxNode> nodes(String output, String input) {
        Set<FunctionName> functions = functions();
        boolean takesInput = false;
        List<OnnxNode> nodes = new ArrayList<>();
        for (int place : NeededNodes.of(output, graph.getNodeList(), makers)) {
            NodeProto proto = graph.getNode(place);
            if (functions.contains(FunctionName.of(proto))) {
                throw new OnnxException(
                        "node " + NodeReader.name(proto, place) + " calls a function of the file, of the domain "
                                + Quoted.name(proto.getDomain()) + ": of functions, only quantizers are supported");
            }
            OnnxNode node = NodeReader.read(proto, place);
            if (ConstantNode.is(node)) {
                constants.put(ConstantNode.output(node), ConstantNode.value(node));
            } else {
                nodes.add(node);
                takesInput |= node.inputs().contains(input);
                for (String value : node.inputs()) {
                    find(value, node, input);
                }
            }
        }
        if (!takesInput) {
            throw new OnnxException(
                    "the output " + Quoted.name(output) + " does not depend on the input " + Quoted.name(input));
        }
        return nodes;
    }

    /** Reads a value if it is an initializer, and it has not been read. */
    private void find(String value, OnnxNode node, String input) {
        if (value.isEmpty() || value.equals(input) || makers.containsKey(value) || constants.containsKey(value)) {
            return;
        }
        TensorProto initializer = initializers.get(value);
        if (initializer == null) {
            throw new OnnxException(
                    "node " + node.name() + " takes the value " + Quoted.name(value) + ", which nothing defines");
        }
        constants.put(value, TensorReader.read(initializer, "initializer " + Quoted.name(value)));
    }

    private Set<FunctionName> functions() {
        Set<FunctionName> functions = new HashSet<>();
        model.getFunctionsList().stream()
                .filter(function -> !OnnxNode.QUANTIZER_DOMAINS.contains(function.getDomain()))
                .forEach(function ->
                        functions.add(new FunctionName(NodeReader.domain(function.getDomain()), function.getName())));
        return functions;
    }

    private record FunctionName(String domain, String name) {

        static FunctionName of(NodeProto node) {
            return new FunctionName(NodeReader.domain(node.getDomain()), node.getOpType());
        }
    }

    private Map<String, String> annotations(ValueInfoProto input) {
        Map<String, String> annotations = new LinkedHashMap<>();
        ElementType type = InputReader.type(input);
        if (type.type() == Tensor.Type.INTEGER) {
            annotations.put(input.getName(), type.name());
        }
        for (Onnx.TensorAnnotation annotation : graph.getQuantizationAnnotationList()) {
            for (Onnx.StringStringEntryProto entry : annotation.getQuantParameterTensorNamesList()) {
                if (entry.getKey().equals(DATATYPE)) {
                    annotations.put(annotation.getTensorName(), entry.getValue());
                }
            }
        }
        return annotations;
    }
}
