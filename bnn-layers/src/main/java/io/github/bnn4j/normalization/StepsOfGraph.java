package io.github.bnn4j.normalization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The vertices of a graph, but for its inputs.
 *
 * <p>Not by ComputationGraph.feedForward: at inference DL4J's ActivationLayer overwrites its input, and where feedForward keeps the
 * activations of all vertices, that is what a shortcut around the ActivationLayer adds later: {@code sign(x) + ...} for
 * {@code x + ...}. Training and ComputationGraph.output are right. Here a vertex gets a copy of what others see as well.
 */
final class StepsOfGraph implements Steps {

    private final ComputationGraph graph;
    private final List<GraphVertex> vertices = new ArrayList<>();

    /** The last step that takes a value, by the value's name. */
    private final Map<String, Integer> lastUses = new HashMap<>();

    StepsOfGraph(ComputationGraph graph) {
        this.graph = graph;
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            if (!vertex.isInputVertex()) {
                for (String input : inputs(vertex)) {
                    lastUses.put(input, vertices.size());
                }
                vertices.add(vertex);
            }
        }
    }

    private List<String> inputs(GraphVertex vertex) {
        return graph.getConfiguration().getVertexInputs().get(vertex.getVertexName());
    }

    @Override
    public int count() {
        return vertices.size();
    }

    @Override
    public Batch begin(INDArray[] features) {
        Map<String, INDArray> values = new HashMap<>();
        List<String> names = graph.getConfiguration().getNetworkInputs();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), features[i]);
        }
        return new Batch(features, values);
    }

    @Override
    public void run(int from, int to, Batch batch) {
        // A layer with a preprocessor asks the graph how many examples there are.
        graph.setInputs(batch.features());
        try {
            for (int step = from; step < to; step++) {
                run(step, batch.values());
            }
        } finally {
            graph.clear();
        }
    }

    private void run(int step, Map<String, INDArray> values) {
        LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
        GraphVertex vertex = vertices.get(step);
        List<String> from = inputs(vertex);
        for (int i = 0; i < from.size(); i++) {
            INDArray input = values.get(from.get(i));
            vertex.setInput(i, isSeenByOthers(from.get(i)) ? input.dup() : input, detached);
        }
        INDArray output = vertex.doForward(false, detached);
        vertex.clear();
        values.keySet().removeIf(name -> lastUses.getOrDefault(name, -1) <= step);
        values.put(vertex.getVertexName(), output);
    }

    /** An input is the caller's as well. */
    private boolean isSeenByOthers(String vertex) {
        GraphVertex source = graph.getVertex(vertex);
        return source.isInputVertex() || source.getNumOutputConnections() > 1;
    }

    @Override
    public Optional<BatchNormalization> normalization(int step) {
        return vertices.get(step) instanceof LayerVertex vertex
                        && vertex.getLayer() instanceof BatchNormalization normalization
                ? Optional.of(normalization)
                : Optional.empty();
    }

    @Override
    public INDArray input(int step, Batch batch) {
        GraphVertex vertex = vertices.get(step);
        return batch.input(inputs(vertex).get(0), ((LayerVertex) vertex).getLayerPreProcessor());
    }
}
