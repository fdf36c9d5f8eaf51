package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.PaddingSums;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums integers of windows: {@code sum_k w_k (a x_k + b) = a sum_k w_k x_k + b sum_k w_k}.
 *
 * <p>Packed layers have around an image the byte 0, or the signs -1 or +1. If the network has another number p there, the sums
 * differ by {@code (p - a q - b) sum_k w_k}, over the weights that are on padding, where q is what packed layers have; it is the
 * same for all pixels of a border class.
 */
final class IntegerWindowSums implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(WindowSum.class).flatMap(sum -> IntegerScale.of(node.input())
                .filter(scale ->
                        scale.isScaled() || !isPacked(sum.padding(), scale.of().type()))
                .map(scale -> ofIntegers(node, sum, scale)));
    }

    private static boolean isPacked(double padding, ValueType type) {
        return type == ValueType.BYTES ? padding == 0 : Math.abs(padding) == 1;
    }

    private static Node ofIntegers(Node node, WindowSum sum, IntegerScale values) {
        double packed = packedPadding(sum.padding(), values);
        Node integers = node.because(new WindowSum(sum.window(), packed, sum.weights()), values.of());
        return node.because(new Scale(behind(sum, values, packed), false), integers);
    }

    private static double packedPadding(double padding, IntegerScale values) {
        if (values.of().type() == ValueType.BYTES) {
            return 0;
        }
        return padding == values.center() + values.slope() ? 1 : -1;
    }

    private static List<Scaling> behind(WindowSum sum, IntegerScale values, double packed) {
        double difference = sum.padding() - values.center() - values.slope() * packed;
        if (difference == 0) {
            return List.of(behind(sum, values, 0, new int[sum.weights().rows()]));
        }
        List<Scaling> scalings = new ArrayList<>();
        for (int[] onPadding : PaddingSums.of(sum.window(), sum.weights())) {
            scalings.add(behind(sum, values, difference, onPadding));
        }
        return scalings;
    }

    /** Returns the scaling of a border class, or of all if they are alike. */
    private static Scaling behind(WindowSum sum, IntegerScale values, double difference, int[] onPadding) {
        BitMatrix weights = sum.weights();
        double[] scale = new double[weights.rows()];
        double[] offset = new double[weights.rows()];
        double[] terms = new double[weights.rows()];
        for (int n = 0; n < scale.length; n++) {
            double constant = values.center() * weights.rowSum(n);
            double correction = difference * onPadding[n];
            scale[n] = values.slope();
            offset[n] = constant + correction;
            terms[n] = Math.abs(constant) + Math.abs(correction);
        }
        return new Scaling(scale, offset, terms);
    }
}
