package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import java.util.Optional;

/**
 * Loses no zero before a sign by rounding: {@code sign(a x + b) = sign(x - t)} for a positive a, with {@code t = -b / a} rounded to
 * what x can be, and {@code sign(t - x)} for a negative one.
 */
final class SignsOfFloats implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(SignOf.class)
                .flatMap(sign -> node.input().as(Scale.class))
                .filter(scale -> !scale.signOnly() && uses.isSingle(node.input()))
                .map(scale -> node.because(
                        node.operation(),
                        node.input().because(
                                new Scale(
                                        scale.byClass().stream()
                                                .map(Scaling::ofSameSign)
                                                .toList(),
                                        true),
                                node.input().input())));
    }
}
