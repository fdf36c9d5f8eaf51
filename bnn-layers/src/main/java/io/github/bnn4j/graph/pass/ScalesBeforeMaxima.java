package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.WindowMaximum;
import java.util.Optional;

/**
 * Scales before a maximum where nothing but a sign is asked for in the end: {@code a max(x) + b = max(a x + b)} where a is
 * positive, and {@code min(a x + b)} where it is negative. The scale then becomes part of the comparison that the sign is.
 */
final class ScalesBeforeMaxima implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(Scale.class)
                .filter(scale -> scale.byClass().size() == 1 && endsInSign(node, uses))
                .flatMap(scale -> node.input()
                        .as(WindowMaximum.class)
                        .filter(maximum ->
                                uses.isSingle(node.input()) && !node.input().isInteger())
                        .map(maximum -> node.input()
                                .because(
                                        maximum.ofScaled(scale.first()),
                                        node.because(scale, node.input().input()))));
    }

    /** Returns whether a value is taken by a sign only, as it is or after more of the kind. */
    static boolean endsInSign(Node node, Uses uses) {
        Optional<Node> user = uses.only(node);
        while (user.isPresent() && (user.get().is(Scale.class) || user.get().is(WindowMaximum.class))) {
            user = uses.only(user.get());
        }
        return user.isPresent() && user.get().is(SignOf.class);
    }
}
