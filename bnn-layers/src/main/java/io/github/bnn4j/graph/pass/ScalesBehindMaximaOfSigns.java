package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Optional;

/** Takes maxima of bits: {@code max(a s + b) = a max(s) + b} where a is positive, and {@code a min(s) + b} where it is negative. */
final class ScalesBehindMaximaOfSigns implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(WindowMaximum.class).flatMap(maximum -> IntegerScale.of(node.input())
                .filter(scale -> scale.isScaled() && scale.of().type() == ValueType.SIGNS)
                .map(scale -> {
                    Scaling scaling = Scaling.uniform(
                            scale.slope(), scale.center(), node.shape().channels());
                    return node.because(Scale.of(scaling), node.because(maximum.ofScaled(scaling), scale.of()));
                }));
    }
}
