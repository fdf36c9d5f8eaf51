package io.github.bnn4j.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All values that a network's result needs. Immutable.
 *
 * @param output the result
 */
public record Graph(Node output) {

    /** Returns each node once, those that a node takes before it. */
    public List<Node> nodes() {
        List<Node> sorted = new ArrayList<>();
        Set<Node> begun = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
        // Not by recursion: a network may be deeper than the stack.
        Deque<Node> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            Node node = open.peek();
            if (begun.add(node)) {
                for (int i = node.inputs().size() - 1; i >= 0; i--) {
                    if (!begun.contains(node.inputs().get(i))) {
                        open.push(node.inputs().get(i));
                    }
                }
            } else {
                open.pop();
                if (done.add(node)) {
                    sorted.add(node);
                }
            }
        }
        return sorted;
    }

    /**
     * Returns this graph with another node in the place of one of its nodes.
     *
     * @param old one of {@link #nodes()}
     * @param replacement of the same shape; it may take the old one
     */
    public Graph replace(Node old, Node replacement) {
        Map<Node, Node> changed = new IdentityHashMap<>();
        changed.put(old, replacement);
        for (Node node : nodes()) {
            if (node != old && node.inputs().stream().anyMatch(changed::containsKey)) {
                List<Node> inputs = node.inputs().stream()
                        .map(input -> changed.getOrDefault(input, input))
                        .toList();
                changed.put(node, Node.of(node.origin(), node.operation(), inputs));
            }
        }
        return new Graph(changed.getOrDefault(output, output));
    }
}
