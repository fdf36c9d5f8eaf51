package io.github.bnn4j.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.graph.vertex.impl.PreprocessorVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Tells what a network costs: per layer the output shape, 1-bit and 32-bit parameters, bytes and multiply-accumulates
 * of one example, with totals, after the summary of Larq. {@link #toString()} is a table.
 *
 * <p>A multiply-accumulate is binary where weight and input are one bit each; a binary layer that sees real numbers, as
 * the first layer of a network does, counts as float. Operations are counted for dense and 2-d convolution layers. A
 * LossLayer, which in DL4J has no size, is listed with its input's.
 */
public final class BinarySummary {

    private final List<LayerSummary> layers;

    private BinarySummary(List<LayerSummary> layers) {
        this.layers = List.copyOf(layers);
    }

    /**
     * Summarizes a network whose input's shape follows from its first layer, or from the preprocessor ahead of it.
     *
     * @throws IllegalArgumentException if it does not: then give the input type; or if the network is not initialized
     */
    public static BinarySummary of(MultiLayerNetwork network) {
        Objects.requireNonNull(network, "network");
        requireInitialized(network.getLayers());
        Layer first = network.getLayer(0).conf().getLayer();
        InputType inputType = DerivedInputType.of(
                        first, network.getLayerWiseConfigurations().getInputPreProcess(0))
                .orElseThrow(() -> unknownInput(first, null));
        List<InputType> outputTypes;
        try {
            outputTypes = network.getLayerWiseConfigurations().getLayerActivationTypes(inputType);
        } catch (RuntimeException misderived) {
            throw unknownInput(first, misderived);
        }
        return of(network, inputType, outputTypes);
    }

    private static IllegalArgumentException unknownInput(Layer first, RuntimeException cause) {
        return new IllegalArgumentException(
                "The first layer, a " + first.getClass().getSimpleName()
                        + ", does not say the input's shape: call BinarySummary.of(network, inputType)",
                cause);
    }

    /**
     * Summarizes a network on the given input.
     *
     * @param inputType of one example, such as {@code InputType.convolutional(height, width, channels)}
     * @throws IllegalArgumentException if the network is not initialized
     */
    public static BinarySummary of(MultiLayerNetwork network, InputType inputType) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(inputType, "inputType");
        requireInitialized(network.getLayers());
        return of(network, inputType, network.getLayerWiseConfigurations().getLayerActivationTypes(inputType));
    }

    private static BinarySummary of(MultiLayerNetwork network, InputType inputType, List<InputType> outputTypes) {
        List<LayerSummary> layers = new ArrayList<>();
        int bits = Float.SIZE;
        InputType type = inputType;
        for (int i = 0; i < network.getnLayers(); i++) {
            var layer = network.getLayer(i);
            Layer conf = layer.conf().getLayer();
            type = conf instanceof LossLayer ? type : outputTypes.get(i);
            layers.add(LayerCost.of(conf, layer.numParams(), type, bits));
            bits = OutputBits.of(conf, bits);
        }
        return new BinarySummary(layers);
    }

    /**
     * Summarizes a graph; the graph's own configuration stays as it is.
     *
     * @param inputTypes one for each input of the graph, in their order; none, if the shape of each input follows from a
     *     layer that it goes to
     * @throws IllegalArgumentException if there are none and they do not follow, or another number than the graph has
     *     inputs, or if the graph is not initialized
     */
    public static BinarySummary of(ComputationGraph graph, InputType... inputTypes) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(inputTypes, "inputTypes");
        requireInitialized(graph.getVertices());
        List<String> inputs = graph.getConfiguration().getNetworkInputs();
        if (inputTypes.length == 0) {
            return ofDerived(graph, inputs);
        }
        if (inputTypes.length != inputs.size()) {
            throw new IllegalArgumentException("The graph has " + inputs.size() + " inputs, " + inputs
                    + ", and needs an InputType for each, in their order: got " + inputTypes.length);
        }
        return of(graph, outputTypes(graph, inputTypes));
    }

    private static BinarySummary ofDerived(ComputationGraph graph, List<String> inputs) {
        InputType[] derived = inputs.stream()
                .map(input -> DerivedInputType.of(graph, input)
                        .orElseThrow(() -> unknownInputs("input " + input + " of the graph", inputs, null)))
                .toArray(InputType[]::new);
        Map<String, InputType> outputTypes;
        try {
            outputTypes = outputTypes(graph, derived);
        } catch (RuntimeException misderived) {
            throw unknownInputs("all inputs of the graph", inputs, misderived);
        }
        return of(graph, outputTypes);
    }

    private static IllegalArgumentException unknownInputs(String which, List<String> inputs, RuntimeException cause) {
        return new IllegalArgumentException(
                "The layers do not say the shape of " + which
                        + ": call BinarySummary.of(graph, inputTypes), with an InputType for each of " + inputs,
                cause);
    }

    private static void requireInitialized(Object[] parts) {
        if (parts == null) {
            throw new IllegalArgumentException("The network has no parameters yet: call init() first");
        }
    }

    private static Map<String, InputType> outputTypes(ComputationGraph graph, InputType... inputTypes) {
        // Of a copy: it writes preprocessors and nIn into the configuration that it is asked of.
        return graph.getConfiguration().clone().getLayerActivationTypes(true, false, inputTypes);
    }

    private static BinarySummary of(ComputationGraph graph, Map<String, InputType> outputTypes) {
        Map<String, Integer> bits = new HashMap<>();
        List<LayerSummary> layers = new ArrayList<>();
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            int incoming = incomingBits(graph, vertex, bits);
            int outgoing = Float.SIZE;
            if (vertex.hasLayer()) {
                Layer conf = vertex.getLayer().conf().getLayer();
                String typed =
                        conf instanceof LossLayer ? inputsOf(graph, vertex).get(0) : vertex.getVertexName();
                layers.add(LayerCost.of(conf, vertex.getLayer().numParams(), outputTypes.get(typed), incoming));
                outgoing = OutputBits.of(conf, incoming);
            } else if (vertex instanceof MergeVertex || vertex instanceof PreprocessorVertex) {
                outgoing = incoming;
            }
            bits.put(vertex.getVertexName(), outgoing);
        }
        return new BinarySummary(layers);
    }

    private static int incomingBits(ComputationGraph graph, GraphVertex vertex, Map<String, Integer> bits) {
        List<String> inputs = inputsOf(graph, vertex);
        return inputs == null
                ? Float.SIZE
                : inputs.stream().mapToInt(bits::get).max().orElse(Float.SIZE);
    }

    private static List<String> inputsOf(ComputationGraph graph, GraphVertex vertex) {
        return graph.getConfiguration().getVertexInputs().get(vertex.getVertexName());
    }

    /** Returns the layers from input to output. */
    public List<LayerSummary> layers() {
        return layers;
    }

    /** Returns the number of all parameters. */
    public long params() {
        return total(layer -> layer.kernelParams() + layer.floatParams());
    }

    /** Returns the number of quantized weights. */
    public long kernelParams() {
        return total(LayerSummary::kernelParams);
    }

    /** Returns the number of 32-bit parameters. */
    public long floatParams() {
        return total(LayerSummary::floatParams);
    }

    /** Returns the bytes to store all parameters, quantized weights packed. */
    public long bytes() {
        return total(LayerSummary::bytes);
    }

    /** Returns the bytes of all parameters as 32-bit floats. */
    public long floatEquivalentBytes() {
        return total(LayerSummary::floatEquivalentBytes);
    }

    /** Returns {@link #floatEquivalentBytes()} / {@link #bytes()}: at most 32. */
    public double compressionRatio() {
        return (double) floatEquivalentBytes() / bytes();
    }

    /** Returns the multiply-accumulates of one example in which weight and input are one bit each. */
    public long binaryMacs() {
        return total(LayerSummary::binaryMacs);
    }

    /** Returns the multiply-accumulates of one example in which weight or input is a real number. */
    public long floatMacs() {
        return total(LayerSummary::floatMacs);
    }

    private long total(ToLongFunction<LayerSummary> column) {
        return layers.stream().mapToLong(column).sum();
    }

    /** Returns the table, as wide as its columns need. */
    @Override
    public String toString() {
        return SummaryTable.format(this);
    }
}
