package io.github.bnn4j.normalization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a vertex of a graph says at inference, computed as far as that vertex.
 *
 * <p>Not by ComputationGraph.feedForward: at inference DL4J's ActivationLayer overwrites its input, and where feedForward keeps the
 * activations of all vertices, that is what a shortcut around the ActivationLayer adds later: {@code sign(x) + ...} for
 * {@code x + ...}. Training and ComputationGraph.output are right. Here a vertex gets a copy of what others see as well.
 */
final class GraphActivations {

    private GraphActivations() {}

    /**
     * @param vertex name of a vertex or of an input of the graph
     * @param features one array for each input; not modified
     */
    static INDArray of(String vertex, ComputationGraph graph, INDArray[] features) {
        // A layer with a preprocessor asks the graph how many examples there are.
        graph.setInputs(features);
        try {
            return forward(vertex, graph, features);
        } finally {
            graph.clear();
        }
    }

    private static INDArray forward(String vertex, ComputationGraph graph, INDArray[] features) {
        List<String> inputs = graph.getConfiguration().getNetworkInputs();
        Map<String, INDArray> activations = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            activations.put(inputs.get(i), features[i]);
        }
        for (int index : graph.topologicalSortOrder()) {
            if (activations.containsKey(vertex)) {
                break;
            }
            GraphVertex next = graph.getVertices()[index];
            if (!next.isInputVertex()) {
                activations.put(next.getVertexName(), forward(next, graph, activations));
            }
        }
        return activations.get(vertex);
    }

    private static INDArray forward(GraphVertex vertex, ComputationGraph graph, Map<String, INDArray> activations) {
        LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
        List<String> from = graph.getConfiguration().getVertexInputs().get(vertex.getVertexName());
        for (int i = 0; i < from.size(); i++) {
            INDArray input = activations.get(from.get(i));
            vertex.setInput(i, isSeenByOthers(from.get(i), graph) ? input.dup() : input, detached);
        }
        INDArray output = vertex.doForward(false, detached);
        vertex.clear();
        return output;
    }

    /** An input is the caller's as well. */
    private static boolean isSeenByOthers(String vertex, ComputationGraph graph) {
        GraphVertex source = graph.getVertex(vertex);
        return source.isInputVertex() || source.getNumOutputConnections() > 1;
    }
}
