package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.quantizer.BinarySign;
import java.util.List;
import java.util.Optional;

/**
 * Makes a sign of a scaled sum of integers one comparison of integers: {@code scale * sum + offset >= 0} is {@code sum >= t} for a
 * positive scale and {@code sum <= t} for a negative one, with {@code t = -offset / scale}, and constant where the scale is 0. With
 * the sum written as {@code constant - factor * mismatches}, it is a limit of mismatches.
 */
final class SumThresholds implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        if (!node.is(SignOf.class)) {
            return Optional.empty();
        }
        Optional<Scale> scale = node.input().as(Scale.class);
        Node sum = scale.isPresent() ? node.input().input() : node.input();
        boolean ofItsOwn = uses.isSingle(node.input()) && uses.isSingle(sum);
        return weights(sum)
                .filter(weights -> ofItsOwn && sum.input().isInteger())
                .map(weights -> node.because(
                        comparison(
                                MismatchSums.of(sum.input().type(), weights),
                                scale.map(Scale::byClass).orElse(List.of(Scaling.identity(weights.rows()))),
                                node),
                        sum));
    }

    private static Optional<BitMatrix> weights(Node sum) {
        return sum.as(DenseSum.class).map(DenseSum::weights).or(() -> sum.as(WindowSum.class)
                .map(WindowSum::weights));
    }

    private static SumComparison comparison(MismatchSums sums, List<Scaling> scalings, Node node) {
        int outputs = scalings.get(0).features();
        int[] limits = new int[scalings.size() * outputs];
        long[] flips = new long[BitMatrix.wordsFor(outputs)];
        for (int i = 0; i < limits.length; i++) {
            int n = i % outputs;
            Scaling scaling = scalings.get(i / outputs);
            limits[i] = limit(sums, n, scaling, node);
            if (scaling.scale()[n] < 0) {
                flips[n >>> 6] |= 1L << n;
            }
        }
        return new SumComparison(limits, flips);
    }

    private static int limit(MismatchSums sums, int n, Scaling scaling, Node node) {
        double scale = scaling.scale()[n];
        double offset = scaling.offset()[n];
        if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
            throw node.notPackable("output " + n + " before it has scale " + scale + " and offset " + offset);
        }
        if (scale == 0) {
            return BinarySign.of(offset) > 0 ? sums.greatestMismatches() : -1;
        } else if (scale > 0) {
            return sums.mismatchesForAtLeast(n, Math.ceil(scaling.threshold(n, Math::rint)));
        }
        // Not of a sum that is greater than t. Sums are integers, here and above.
        return sums.mismatchesForAtLeast(n, Math.floor(scaling.threshold(n, Math::rint)) + 1);
    }
}
