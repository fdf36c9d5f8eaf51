package io.github.bnn4j.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.GraphEvaluator;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** Applies a rule once, and compares the graph before with the one after it, to the bit. */
final class RuleCheck {

    private static final int EXAMPLES = 20;

    private RuleCheck() {}

    /**
     * Applies the rule to the only node that it applies to, and returns the graph after it.
     *
     * @param output of the graph before
     */
    static Graph applied(Rule rule, Node output) {
        Graph before = new Graph(output);
        Uses uses = new Uses(before);
        for (Node node : before.nodes()) {
            Optional<Node> replacement = rule.replacement(node, uses);
            if (replacement.isPresent()) {
                assertThat(replacement.get().shape()).isEqualTo(node.shape());
                Graph after = before.replace(node, replacement.get());
                assertSameValues(before, after);
                return after;
            }
        }
        throw new AssertionError(rule + " applies to none of " + before.nodes());
    }

    /** No node of the graph is one that the rule applies to. */
    static void assertLeft(Rule rule, Node output) {
        Graph graph = new Graph(output);
        Uses uses = new Uses(graph);
        assertThat(graph.nodes()).noneMatch(node -> rule.replacement(node, uses).isPresent());
    }

    static void assertSameValues(Graph before, Graph after) {
        Random random = new Random(4);
        for (int i = 0; i < EXAMPLES; i++) {
            double[] example = example(before, random);
            assertThat(withoutNegativeZeros(
                            GraphEvaluator.trained(after, example).of(after.output())))
                    .containsExactly(withoutNegativeZeros(
                            GraphEvaluator.trained(before, example).of(before.output())));
        }
    }

    static double[] withoutNegativeZeros(double[] values) {
        return Arrays.stream(values).map(value -> value + 0.0).toArray();
    }

    /** Draws an example; floats are few multiples of a quarter, so that thresholds are hit. */
    static double[] example(Graph graph, Random random) {
        Node example = graph.nodes().stream()
                .filter(node -> node.is(Example.class))
                .findFirst()
                .orElseThrow();
        ValueType type = example.type();
        double[] values = new double[example.shape().size()];
        Arrays.setAll(values, i -> switch (type) {
            case BYTES -> random.nextInt(256);
            case SIGNS -> random.nextBoolean() ? 1 : -1;
            case FLOATS -> (random.nextInt(17) - 8) / 4.0;
        });
        return values;
    }
}
