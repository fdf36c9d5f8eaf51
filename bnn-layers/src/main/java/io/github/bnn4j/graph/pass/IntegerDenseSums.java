package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import java.util.Optional;

/** Sums integers: {@code sum_k w_k (a x_k + b) = a sum_k w_k x_k + b sum_k w_k}. */
final class IntegerDenseSums implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(DenseSum.class).flatMap(sum -> IntegerScale.of(node.input())
                .filter(IntegerScale::isScaled)
                .map(scale -> node.because(Scale.of(behind(sum, scale)), node.because(sum, scale.of()))));
    }

    private static Scaling behind(DenseSum sum, IntegerScale before) {
        int outputs = sum.weights().rows();
        double[] scale = new double[outputs];
        double[] offset = new double[outputs];
        double[] terms = new double[outputs];
        for (int n = 0; n < outputs; n++) {
            scale[n] = before.slope();
            offset[n] = before.center() * sum.weights().rowSum(n);
            terms[n] = Math.abs(offset[n]);
        }
        return new Scaling(scale, offset, terms);
    }
}
