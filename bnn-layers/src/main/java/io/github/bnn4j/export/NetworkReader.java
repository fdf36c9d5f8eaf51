package io.github.bnn4j.export;

import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.layer.BaseChannelwiseLayer;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.InputVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Reads a network of DL4J, vertex by vertex.
 *
 * @param input name of the example
 * @param vertices each after those that it takes
 * @param output name of the vertex that gives the result
 */
record NetworkReader(String input, List<Vertex> vertices, String output) {

    /**
     * A layer, or something else that makes a value of others.
     *
     * @param inputs names of the vertices that it takes
     * @param step names it in messages, and has the layer, if it is one
     * @param other what it is if it is no layer; else null
     */
    private record Vertex(
            String name, List<String> inputs, Step step, org.deeplearning4j.nn.conf.graph.GraphVertex other) {}

    /** Reads a chain of layers. */
    static NetworkReader of(MultiLayerNetwork network) {
        if (!network.isInitCalled()) {
            throw new NotPackableException("The network has no parameters yet: call init(), and train it");
        }
        List<Vertex> vertices = new ArrayList<>();
        String before = "input";
        for (int i = 0; i < network.getnLayers(); i++) {
            Step step = step(
                    i, network.getLayer(i), network.getLayerWiseConfigurations().getInputPreProcess(i));
            String name = String.valueOf(i);
            vertices.add(new Vertex(name, List.of(before), step, null));
            before = name;
        }
        return new NetworkReader("input", vertices, before);
    }

    /** Reads a graph with one input and one output. */
    static NetworkReader of(ComputationGraph graph) {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        if (graph.getVertices() == null) {
            throw new NotPackableException("The graph has no parameters yet: call init(), and train it");
        }
        if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 1) {
            throw new NotPackableException("Only graphs with one input and one output can be packed, this one has "
                    + graph.getNumInputArrays() + " and " + graph.getNumOutputArrays());
        }
        List<Vertex> vertices = new ArrayList<>();
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            if (!(vertex instanceof InputVertex)) {
                List<String> inputs = configuration.getVertexInputs().get(vertex.getVertexName());
                vertices.add(
                        vertex instanceof LayerVertex layer
                                ? new Vertex(
                                        vertex.getVertexName(),
                                        inputs,
                                        step(vertices.size(), vertex.getLayer(), layer.getLayerPreProcessor()),
                                        null)
                                : new Vertex(
                                        vertex.getVertexName(),
                                        inputs,
                                        new Step("Vertex \"" + vertex.getVertexName() + "\"", null, null),
                                        configuration.getVertices().get(vertex.getVertexName())));
            }
        }
        String output = configuration.getNetworkOutputs().get(0);
        refuseUnused(vertices, output);
        return new NetworkReader(configuration.getNetworkInputs().get(0), vertices, output);
    }

    private static void refuseUnused(List<Vertex> vertices, String output) {
        Set<String> used = new HashSet<>(Set.of(output));
        for (int i = vertices.size() - 1; i >= 0; i--) {
            Vertex vertex = vertices.get(i);
            if (!used.contains(vertex.name)) {
                throw new NotPackableException("Vertex \"" + vertex.name + "\" cannot be packed: the output [" + output
                        + "] does not depend on it");
            }
            used.addAll(vertex.inputs);
        }
    }

    /** Reads the network with what bytes stand for as the encoding says; floats and signs are taken as they are. */
    Graph read(InputEncoding encoding) {
        return read(encoding, encoding.type() == ValueType.BYTES ? encoding.scaling() : InputScale.of(1, 0));
    }

    /**
     * Returns the operations of the network on examples that are given so.
     *
     * @param meaning what their bytes stand for, or what is done with their floats first
     * @throws NotPackableException if one is not known
     * @throws IllegalArgumentException if the network takes no examples of this size
     */
    Graph read(InputEncoding encoding, InputScale meaning) {
        checkInput(encoding);
        Map<String, Dl4jValue> values = new HashMap<>(Map.of(input, example(encoding, meaning)));
        for (Vertex vertex : vertices) {
            List<Dl4jValue> inputs = vertex.inputs.stream().map(values::get).toList();
            values.put(
                    vertex.name,
                    vertex.other == null
                            ? LayerReader.read(vertex.step, inputs.get(0))
                            : VertexReader.read(vertex.step, vertex.other, inputs));
        }
        Dl4jValue result = values.get(output);
        if (!result.given() && result.shape().pixels() > 1) {
            throw new NotPackableException("The network cannot be packed: its output is an image, " + result.shape()
                    + ", where one score for each class is needed: end it with a fully connected layer, or with global "
                    + "pooling");
        }
        return new Graph(result.node());
    }

    private Dl4jValue example(InputEncoding encoding, InputScale meaning) {
        boolean channelsLast = steps().stream().anyMatch(Step::hasChannelsLast);
        return new Dl4jValue(Example.scaled(encoding, meaning), channelsLast, true);
    }

    private List<Step> steps() {
        return vertices.stream()
                .filter(vertex -> vertex.other == null)
                .map(Vertex::step)
                .toList();
    }

    /**
     * Returns the values of an example, as the first layer that knows says.
     *
     * @throws NotPackableException if that knows of channels only, whatever the size of images
     */
    int inputs() {
        Step first = firstThatKnows()
                .orElseThrow(() -> new NotPackableException("No layer says how many inputs the network has"));
        if (!isOfImages(first) && first.configuration() instanceof ConvolutionLayer layer) {
            throw first.notPackable("it takes images of " + layer.getNIn()
                    + " channels and of any size; say height and width in the input encoding");
        }
        return inputs(first);
    }

    private static int inputs(Step first) {
        if (first.preProcessor() instanceof FeedForwardToCnnPreProcessor images) {
            return Math.toIntExact(images.getNumChannels() * images.getInputHeight() * images.getInputWidth());
        }
        return Math.toIntExact(((FeedForwardLayer) first.configuration()).getNIn());
    }

    /**
     * @throws IllegalArgumentException if the input has not as many values, or images not as many channels, as the first layer
     *     that knows takes
     */
    private void checkInput(InputEncoding input) {
        Step first = firstThatKnows().orElse(null);
        if (first == null || (isChannelwise(first) && inputs(first) == input.channels())) {
            return;
        }
        if (first.configuration() instanceof ConvolutionLayer layer && first.preProcessor() == null) {
            if (layer.getNIn() != input.channels()) {
                throw new IllegalArgumentException("The network takes images of " + layer.getNIn()
                        + " channels, but the encoding " + input.shape() + " has " + input.channels());
            }
        } else if (inputs(first) != input.size()) {
            throw new IllegalArgumentException("The network has " + inputs(first) + " inputs, but the encoding "
                    + input.shape() + " has " + input.size() + " values");
        }
    }

    /**
     * Returns the first layer that knows the size of what it takes, among those that take values of the example's size.
     * Those that know features, but not of what, are asked last.
     */
    private Optional<Step> firstThatKnows() {
        Set<String> ofItsSize = new HashSet<>(Set.of(input));
        Step channelwise = null;
        for (Vertex vertex : vertices) {
            if (!ofItsSize.containsAll(vertex.inputs)) {
                continue;
            }
            Step step = vertex.step;
            if (vertex.other != null) {
                if (VertexReader.keepsSize(vertex.other)) {
                    ofItsSize.add(vertex.name);
                }
            } else if (isOfImages(step)) {
                return Optional.of(step);
            } else if (step.configuration() instanceof FeedForwardLayer layer
                    && layer.getNIn() > 0
                    && !isChannelwise(step)) {
                return Optional.of(step);
            } else if (!(step.configuration() instanceof SubsamplingLayer
                    || step.configuration() instanceof GlobalPoolingLayer)) {
                channelwise = channelwise == null && isChannelwise(step) ? step : channelwise;
                ofItsSize.add(vertex.name);
            }
        }
        return Optional.ofNullable(channelwise);
    }

    private static boolean isOfImages(Step step) {
        return step.preProcessor() instanceof FeedForwardToCnnPreProcessor;
    }

    /** Returns whether it knows channels of images, or values of vectors, but not which. */
    private static boolean isChannelwise(Step step) {
        return step.configuration() instanceof FeedForwardLayer layer
                && layer.getNIn() > 0
                && (layer instanceof BatchNormalization || layer instanceof BaseChannelwiseLayer);
    }

    private static Step step(int index, Layer layer, InputPreProcessor preProcessor) {
        Layer inner = layer;
        while (true) {
            if (inner instanceof FrozenLayer frozen) {
                inner = frozen.getInsideLayer();
            } else if (inner instanceof FrozenLayerWithBackprop frozen) {
                inner = frozen.getUnderlying();
            } else {
                break;
            }
        }
        String name = inner.conf().getLayer().getLayerName();
        String description = "Layer " + index + (name == null ? "" : " \"" + name + "\"") + ", "
                + inner.conf().getLayer().getClass().getSimpleName() + ",";
        Step step = new Step(description, inner, preProcessor);
        if (inner instanceof BaseWrapperLayer) {
            throw step.notPackable("it is inside a " + inner.getClass().getSimpleName() + ", which is not supported");
        }
        return step;
    }
}
