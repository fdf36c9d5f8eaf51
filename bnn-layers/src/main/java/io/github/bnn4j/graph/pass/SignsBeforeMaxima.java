package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.WindowMaximum;
import java.util.Optional;

/** Takes the maximum of bits: {@code sign(max(x)) = max(sign(x))}, and of the minimum likewise, as sign does not decrease. */
final class SignsBeforeMaxima implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(SignOf.class)
                .filter(sign -> node.input().is(WindowMaximum.class)
                        && !node.input().isInteger()
                        && uses.isSingle(node.input()))
                .map(sign -> node.input()
                        .because(
                                node.input().operation(),
                                node.because(sign, node.input().input())));
    }
}
