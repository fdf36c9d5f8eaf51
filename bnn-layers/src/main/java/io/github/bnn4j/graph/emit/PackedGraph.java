package io.github.bnn4j.graph.emit;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.pass.Passes;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import java.util.List;

/** Packs a network as it was read, wherever it comes from. */
public final class PackedGraph {

    /** DL4J's Evaluation of a single output says class 1 if it is more than 0.5, and 0 if it is that. */
    private static final float MORE_THAN_A_HALF = Math.nextUp(0.5f);

    private PackedGraph() {}

    /**
     * Returns the packed network. A single output with a sigmoid gets a threshold.
     *
     * @param read before all passes
     * @param labels a name for each output, or none
     * @throws io.github.bnn4j.graph.NotPackableException if it cannot be packed
     */
    public static PackedNetwork of(Graph read, List<String> labels) {
        PackedContent.Builder content = PackedLayers.of(Passes.apply(read)).labels(labels);
        if (isProbability(read.output())) {
            content.threshold(MORE_THAN_A_HALF);
        }
        return new PackedNetwork(content.build());
    }

    /** Returns whether the output is the probability that an example is of class 1, as a single sigmoid tells it. */
    private static boolean isProbability(Node output) {
        return output.shape().size() == 1
                && output.as(ActivationOf.class)
                        .filter(activation -> activation.function() == Function.SIGMOID)
                        .isPresent();
    }
}
