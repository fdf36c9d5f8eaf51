package io.github.bnn4j.export;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
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

    /** Values of an example, as the first layer that knows says. */
    int inputs() {
        for (Step step : steps) {
            if (step.configuration() instanceof FeedForwardLayer layer && layer.getNIn() > 0) {
                return Math.toIntExact(layer.getNIn());
            }
        }
        throw new NotPackableException("No layer says how many inputs the network has");
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
