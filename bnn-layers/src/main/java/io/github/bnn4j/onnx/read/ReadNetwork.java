package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import java.util.Map;

/**
 * A file's network as operations.
 *
 * @param graph before all passes
 * @param normalizations of the scales that are batch normalization in the file, the numbers that it has there
 */
public record ReadNetwork(Graph graph, Map<Node, Normalization> normalizations) {

    /** The parameters of batch normalization, one of each for a channel; the epsilon is part of the variance. */
    public record Normalization(double[] gamma, double[] beta, double[] mean, double[] variance) {}
}
