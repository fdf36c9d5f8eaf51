package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import java.util.Optional;

/**
 * Loses no zero before a sign by rounding: the sign of a scaled float is one comparison of it, see {@link FloatThreshold}. Where the
 * scale is part of a sum that is not rounded before it, {@code sign(a x + b) = sign(x - t)} for a positive a, with {@code t = -b / a}
 * rounded to what x can be, and {@code sign(t - x)} for a negative one.
 */
final class SignsOfFloats implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(SignOf.class)
                .flatMap(sign -> node.input().as(Scale.class))
                .filter(scale -> !scale.signOnly() && uses.isSingle(node.input()))
                .map(scale -> isPartOfSum(node.input(), uses) ? behindSum(node, scale) : compared(node, scale));
    }

    private static boolean isPartOfSum(Node scaled, Uses uses) {
        return scaled.input().operation().takesScale() && uses.isSingle(scaled.input());
    }

    private static Node behindSum(Node sign, Scale scale) {
        Scale ofSameSign =
                new Scale(scale.byClass().stream().map(Scaling::ofSameSign).toList(), true);
        return sign.because(
                sign.operation(), sign.input().because(ofSameSign, sign.input().input()));
    }

    private static Node compared(Node sign, Scale scale) {
        return sign.because(FloatThreshold.of(scale.first(), sign), sign.input().input());
    }
}
