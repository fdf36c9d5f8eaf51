package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import java.util.Optional;

/**
 * Tells what integers stand for: {@code value = slope * x + center}, of a byte or sign x.
 *
 * @param of the integers
 * @param slope the same for all
 * @param center the same for all
 */
record IntegerScale(Node of, double slope, double center) {

    /** Returns what a value is, if it is one of integers and all of them are treated alike. */
    static Optional<IntegerScale> of(Node node) {
        if (node.isInteger()) {
            return Optional.of(new IntegerScale(node, 1, 0));
        }
        return node.as(Scale.class)
                .filter(scale -> scale.isUniform() && node.input().isInteger())
                .map(scale -> new IntegerScale(
                        node.input(), scale.first().scale()[0], scale.first().offset()[0]));
    }

    /** Returns whether the integers are more than themselves. */
    boolean isScaled() {
        return slope != 1 || center != 0;
    }
}
