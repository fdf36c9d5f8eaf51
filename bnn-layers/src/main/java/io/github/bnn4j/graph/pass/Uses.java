package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which nodes take the values of a graph. */
public final class Uses {

    private final Map<Node, List<Node>> users = new IdentityHashMap<>();
    private final Node output;

    public Uses(Graph graph) {
        output = graph.output();
        for (Node node : graph.nodes()) {
            for (Node input : node.inputs()) {
                users.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
            }
        }
    }

    /** Returns the only node that takes this value; none if there are several, or it is the network's result. */
    public Optional<Node> only(Node node) {
        List<Node> all = users.getOrDefault(node, List.of());
        return all.size() == 1 && node != output ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** Returns whether a single node takes this value: who changes it for that node changes it for no other one. */
    public boolean isSingle(Node node) {
        return only(node).isPresent();
    }
}
