package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import java.util.Optional;

/**
 * Makes one scale of two, {@code c (a x + b) + d = (c a) x + (c b + d)}, and none of one that changes nothing.
 *
 * <p>What integers stand for stays apart from what is not alike for all of them: in floats, it takes a layer of its own.
 */
final class MergedScales implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(Scale.class).flatMap(outer -> {
            if (outer.byClass().size() == 1 && outer.first().isIdentity()) {
                return Optional.of(node.input());
            }
            return node.input()
                    .as(Scale.class)
                    .filter(inner -> uses.isSingle(node.input()))
                    .filter(inner ->
                            outer.isUniform() || IntegerScale.of(node.input()).isEmpty())
                    .map(inner -> node.because(inner.then(outer), node.input().input()));
        });
    }
}
