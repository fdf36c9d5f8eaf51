package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
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
        int classes = difference == 0 ? 1 : sum.window().classes();
        List<Scaling> scalings = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            boolean[] onPadding = difference == 0 ? new boolean[sum.window().taps()] : tapsOnPadding(sum.window(), i);
            scalings.add(behind(sum, values, difference, onPadding));
        }
        return scalings;
    }

    private static Scaling behind(WindowSum sum, IntegerScale values, double difference, boolean[] onPadding) {
        BitMatrix weights = sum.weights();
        double[] scale = new double[weights.rows()];
        double[] offset = new double[weights.rows()];
        double[] terms = new double[weights.rows()];
        for (int n = 0; n < scale.length; n++) {
            double constant = values.center() * weights.rowSum(n);
            double correction = difference * sum(weights, n, onPadding, sum.channels());
            scale[n] = values.slope();
            offset[n] = constant + correction;
            terms[n] = Math.abs(constant) + Math.abs(correction);
        }
        return new Scaling(scale, offset, terms);
    }

    private static int sum(BitMatrix weights, int n, boolean[] taps, int channels) {
        int sum = 0;
        for (int k = 0; k < weights.columns(); k++) {
            sum += taps[k / channels] ? weights.get(n, k) : 0;
        }
        return sum;
    }

    private static boolean[] tapsOnPadding(Window window, int number) {
        int perRow = window.columns().classes();
        // All outputs of a class have the same taps on padding: its first one tells.
        int row = window.rows().classStarts()[number / perRow];
        int column = window.columns().classStarts()[number % perRow];
        boolean[] onPadding = new boolean[window.taps()];
        for (int tap = 0; tap < onPadding.length; tap++) {
            int i = tap / window.columns().size();
            int j = tap % window.columns().size();
            onPadding[tap] = !isInside(window.rows(), row, i) || !isInside(window.columns(), column, j);
        }
        return onPadding;
    }

    private static boolean isInside(Axis axis, int o, int tap) {
        return tap >= axis.firstTap(o) && tap < axis.endTap(o);
    }
}
