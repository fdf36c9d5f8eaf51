package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A value that is compared with zero. All that is a function of it takes the same signs, so that they are computed once. */
final class Comparison {

    private final Node base;
    private final Map<String, Node> signs = new HashMap<>();

    private final String origin;

    /**
     * @param origin names the node of the file that compares
     */
    Comparison(Node base, String origin) {
        this.base = base;
        this.origin = origin;
    }

    String origin() {
        return origin;
    }

    Node base() {
        return base;
    }

    /**
     * Returns {@code +1 if d x >= 0 else -1}.
     *
     * @param directions +1 or -1, for each channel
     */
    Node signs(double[] directions, Call call) {
        return signs.computeIfAbsent(Arrays.toString(directions), key -> {
            Scaling scaling = new Scaling(directions, new double[directions.length], new double[directions.length]);
            Node turned = scaling.isIdentity() ? base : call.node(Scale.of(scaling), base);
            return call.node(new SignOf(), turned);
        });
    }
}
