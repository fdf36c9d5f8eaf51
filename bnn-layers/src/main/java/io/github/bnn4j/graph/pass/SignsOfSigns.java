package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Optional;

/** Takes no sign twice: {@code sign(a s + b) = s} of a sign s, if {@code a + b >= 0} and {@code b - a < 0}. */
final class SignsOfSigns implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(SignOf.class)
                .flatMap(sign -> IntegerScale.of(node.input()))
                .filter(scale -> scale.of().type() == ValueType.SIGNS)
                .filter(scale -> scale.center() + scale.slope() >= 0 && scale.center() - scale.slope() < 0)
                .map(IntegerScale::of);
    }
}
