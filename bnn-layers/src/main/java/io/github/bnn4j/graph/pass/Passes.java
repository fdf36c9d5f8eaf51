package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import java.util.List;
import java.util.Optional;

/** All passes over a graph, in their order. */
public final class Passes {

    /** These are repeated until none applies: each clears the way for others. */
    private static final List<Rule> SCALES = List.of(
            new MergedScales(),
            new SignsOfSigns(),
            new ScalesBehindReshapes(),
            new ScalesBehindMaximaOfSigns(),
            new IntegerDenseSums(),
            new IntegerWindowSums(),
            new MeansOfIntegers(),
            new ScalesBeforeMaxima(),
            new SignsBeforeMaxima());

    /** These follow when all scales are where they stay. */
    private static final List<Rule> SIGNS = List.of(new SumThresholds(), new SignsOfFloats());

    /** These take the scales that no sign has taken. */
    private static final List<Rule> WEIGHTS = List.of(new ScaledWeights());

    private Passes() {}

    /**
     * Returns the graph of the same values of which packed layers can be made.
     *
     * @throws io.github.bnn4j.graph.NotPackableException if a value is in an order that packed layers do not have, or a threshold
     *     is not finite
     */
    public static Graph apply(Graph graph) {
        Graph ordered = OrderOfValues.in(graph);
        return untilNoneApplies(WEIGHTS, untilNoneApplies(SIGNS, untilNoneApplies(SCALES, ordered)));
    }

    private static Graph untilNoneApplies(List<Rule> rules, Graph graph) {
        Graph changed = graph;
        Optional<Graph> next = Optional.of(graph);
        while (next.isPresent()) {
            changed = next.get();
            next = once(rules, changed);
        }
        return changed;
    }

    private static Optional<Graph> once(List<Rule> rules, Graph graph) {
        Uses uses = new Uses(graph);
        List<Node> nodes = graph.nodes();
        for (Rule rule : rules) {
            for (Node node : nodes) {
                Optional<Node> replacement = rule.replacement(node, uses);
                if (replacement.isPresent()) {
                    return Optional.of(graph.replace(node, replacement.get()));
                }
            }
        }
        return Optional.empty();
    }
}
