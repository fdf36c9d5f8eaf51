package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.ToChannelsLast;
import io.github.bnn4j.graph.Unflattening;
import java.util.List;
import java.util.Optional;

/**
 * Moves integers instead of what they stand for: an order, or a shape, changes places with a scale that is alike for all. Of
 * several values that are joined, the scales must be the same.
 */
final class ScalesBehindReshapes implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        boolean moves = node.is(Flattening.class)
                || node.is(Unflattening.class)
                || node.is(ToChannelsLast.class)
                || node.is(Concatenation.class);
        if (!moves || node.isInteger()) {
            return Optional.empty();
        }
        List<IntegerScale> scales = node.inputs().stream()
                .flatMap(input -> IntegerScale.of(input).stream())
                .toList();
        boolean alike = scales.size() == node.inputs().size()
                && scales.stream().map(scale -> scale.of().type()).distinct().count() == 1
                && scales.stream().mapToDouble(IntegerScale::slope).distinct().count() == 1
                && scales.stream().mapToDouble(IntegerScale::center).distinct().count() == 1;
        if (!alike) {
            return Optional.empty();
        }
        Node moved = Node.of(
                node.origin(),
                node.operation(),
                scales.stream().map(IntegerScale::of).toList());
        Scaling scaling = Scaling.uniform(
                scales.get(0).slope(), scales.get(0).center(), moved.shape().channels());
        return Optional.of(node.because(Scale.of(scaling), moved));
    }
}
