package io.github.bnn4j.export;

import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
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
 * The layers of a network, one after the other.
 *
 * @param steps from input to output
 */
record NetworkSteps(List<Step> steps) {

    static NetworkSteps of(MultiLayerNetwork network) {
        if (!network.isInitCalled()) {
            throw new NotPackableException("The network has no parameters yet: call init(), and train it");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < network.getnLayers(); i++) {
            steps.add(step(
                    i, network.getLayer(i), network.getLayerWiseConfigurations().getInputPreProcess(i)));
        }
        return new NetworkSteps(steps);
    }

    static NetworkSteps of(ComputationGraph graph) {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        if (graph.getVertices() == null) {
            throw new NotPackableException("The graph has no parameters yet: call init(), and train it");
        }
        if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 1) {
            throw new NotPackableException("Only graphs with one input and one output can be packed, this one has "
                    + graph.getNumInputArrays() + " and " + graph.getNumOutputArrays());
        }
        List<Step> steps = new ArrayList<>();
        String before = configuration.getNetworkInputs().get(0);
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            if (vertex instanceof InputVertex) {
                continue;
            }
            List<String> inputs = configuration.getVertexInputs().get(vertex.getVertexName());
            if (!(vertex instanceof LayerVertex layerVertex) || !inputs.equals(List.of(before))) {
                throw new NotPackableException("Vertex \"" + vertex.getVertexName() + "\" cannot be packed: it is a "
                        + vertex.getClass().getSimpleName() + " with inputs " + inputs
                        + "; only layers one after the other can");
            }
            steps.add(step(steps.size(), vertex.getLayer(), layerVertex.getLayerPreProcessor()));
            before = vertex.getVertexName();
        }
        if (!configuration.getNetworkOutputs().equals(List.of(before))) {
            throw new NotPackableException("Vertex \"" + before + "\" cannot be packed: it comes after the output "
                    + configuration.getNetworkOutputs());
        }
        return new NetworkSteps(steps);
    }

    /**
     * Values of an example, as the first layer that knows says.
     *
     * @throws NotPackableException if that knows of channels only, whatever the size of images
     */
    int inputs() {
        Step first = firstThatKnows();
        if (first.preProcessor() instanceof FeedForwardToCnnPreProcessor images) {
            return Math.toIntExact(images.getNumChannels() * images.getInputHeight() * images.getInputWidth());
        }
        FeedForwardLayer layer = (FeedForwardLayer) first.configuration();
        if (layer instanceof ConvolutionLayer) {
            throw first.notPackable("it takes images of " + layer.getNIn()
                    + " channels and of any size; say height and width in the input encoding");
        }
        return Math.toIntExact(layer.getNIn());
    }

    /**
     * @throws IllegalArgumentException if the input has not as many values, or images not as many channels, as the first layer
     *     that knows takes
     */
    void checkInput(InputEncoding input) {
        Step first = firstThatKnows();
        if (first.configuration() instanceof ConvolutionLayer layer && first.preProcessor() == null) {
            if (layer.getNIn() != input.channels()) {
                throw new IllegalArgumentException("The network takes images of " + layer.getNIn()
                        + " channels, but the encoding " + input.shape() + " has " + input.channels());
            }
        } else if (inputs() != input.size()) {
            throw new IllegalArgumentException("The network has " + inputs() + " inputs, but the encoding "
                    + input.shape() + " has " + input.size() + " values");
        }
    }

    /** Batch normalization knows channels of images, or values of vectors, but not which: others are asked first. */
    private Step firstThatKnows() {
        Step normalization = null;
        for (Step step : steps) {
            if (step.preProcessor() instanceof FeedForwardToCnnPreProcessor) {
                return step;
            }
            if (step.configuration() instanceof FeedForwardLayer layer && layer.getNIn() > 0) {
                if (!(layer instanceof BatchNormalization)) {
                    return step;
                }
                normalization = normalization == null ? step : normalization;
            }
        }
        if (normalization == null) {
            throw new NotPackableException("No layer says how many inputs the network has");
        }
        return normalization;
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
            throw step.notPackable("it is inside of a " + inner.getClass().getSimpleName() + ", which is not known");
        }
        return step;
    }
}
