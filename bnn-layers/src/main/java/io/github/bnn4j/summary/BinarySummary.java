package io.github.bnn4j.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.graph.vertex.impl.PreprocessorVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What a network costs: per layer the output shape, 1-bit and 32-bit parameters, bytes and multiply-accumulates of one
 * example, with totals, after the summary of Larq. {@link #toString()} is a table.
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
     * Of a network whose first layer says its number of inputs.
     *
     * @throws IllegalArgumentException if it does not: then give the input type
     */
    public static BinarySummary of(MultiLayerNetwork network) {
        Layer first = network.getLayer(0).conf().getLayer();
        if (first instanceof FeedForwardLayer dense && !(first instanceof ConvolutionLayer)) {
            return of(network, InputType.feedForward(dense.getNIn()));
        }
        throw new IllegalArgumentException("The first layer, a "
                + first.getClass().getSimpleName() + ", does not say the input's shape: use of(network, inputType)");
    }

    /** @param inputType of one example, such as {@code InputType.convolutional(height, width, channels)} */
    public static BinarySummary of(MultiLayerNetwork network, InputType inputType) {
        List<InputType> outputTypes = network.getLayerWiseConfigurations().getLayerActivationTypes(inputType);
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
     * @param inputTypes one for each input of the graph, in their order
     */
    public static BinarySummary of(ComputationGraph graph, InputType... inputTypes) {
        // Of a copy: it writes preprocessors and nIn into the configuration that it is asked of.
        Map<String, InputType> outputTypes =
                graph.getConfiguration().clone().getLayerActivationTypes(true, false, inputTypes);
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

    /** From input to output. */
    public List<LayerSummary> layers() {
        return layers;
    }

    /** Number of all parameters. */
    public long params() {
        return total(layer -> layer.kernelParams() + layer.floatParams());
    }

    /** Number of quantized weights. */
    public long kernelParams() {
        return total(LayerSummary::kernelParams);
    }

    /** Number of 32-bit parameters. */
    public long floatParams() {
        return total(LayerSummary::floatParams);
    }

    /** Bytes to store all parameters, quantized weights packed. */
    public long bytes() {
        return total(LayerSummary::bytes);
    }

    /** Bytes of all parameters as 32-bit floats. */
    public long floatEquivalentBytes() {
        return total(LayerSummary::floatEquivalentBytes);
    }

    /** {@link #floatEquivalentBytes()} / {@link #bytes()}: at most 32. */
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

    /** The table, as wide as its columns need. */
    @Override
    public String toString() {
        return SummaryTable.format(this);
    }
}
