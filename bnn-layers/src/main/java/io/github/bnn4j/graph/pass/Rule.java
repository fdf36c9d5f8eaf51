package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import java.util.Optional;

/** Puts one node into the place of another one, of the same value. */
interface Rule {

    /**
     * Returns what to put into the place of a node; none if the rule does not apply to it.
     *
     * @param uses of the graph that the node is of
     */
    Optional<Node> replacement(Node node, Uses uses);
}
