package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Proves of a scaled integer that it is never zero: {@code a m + b} of a whole number m, if {@code -b / a} is none, or is out of its
 * range, or is odd where m is even. A sum of an odd count of signs is odd.
 */
final class NeverZero {

    /** Rounding in double precision may have moved a sum so far, relative to what was added; see {@link Scaling}. */
    private static final double ROUNDING = 1e-12;

    private NeverZero() {}

    /**
     * Integers, and what they stand for: {@code slope m + center}.
     *
     * @param most their greatest magnitude
     * @param step 2 if all are as even as that, else 1
     */
    private record Integers(double slope, double center, double most, int step) {}

    /** Returns what tells of a channel whether it is proved. */
    static IntPredicate of(Node value) {
        Scaling scaling = Scaling.identity(value.shape().channels());
        Node node = value;
        while (node.is(Scale.class) || node.is(WindowMaximum.class)) {
            if (node.operation() instanceof Scale scale) {
                scaling = scale.first().then(scaling);
            }
            node = node.input();
        }
        Scaling all = scaling;
        Node scaled = node;
        return n -> isProved(scaled, all, n);
    }

    private static boolean isProved(Node node, Scaling scaling, int n) {
        Optional<Integers> integers = integers(node, n);
        if (integers.isEmpty()) {
            return false;
        }
        Integers known = integers.get();
        double slope = scaling.scale()[n] * known.slope;
        double offset = scaling.scale()[n] * known.center + scaling.offset()[n];
        double moved = ROUNDING * (Math.abs(scaling.scale()[n] * known.center) + scaling.terms()[n]);
        if (slope == 0) {
            return Math.abs(offset) > moved;
        }
        double zero = -offset / slope;
        double near = Math.abs(moved / slope);
        double whole = Math.rint(zero);
        return Math.abs(zero) > known.most + near
                || Math.abs(zero - whole) > near
                || known.step == 2 && (whole - known.most) % 2 != 0 && near < 0.5;
    }

    private static Optional<Integers> integers(Node node, int n) {
        if (node.type() == ValueType.BYTES) {
            return Optional.of(new Integers(1, 0, 255, 1));
        }
        if (node.type() == ValueType.SIGNS) {
            return Optional.of(new Integers(1, 0, 1, 2));
        }
        if (node.operation() instanceof DenseSum sum) {
            return alike(node.input()).map(x -> sum(x, sum.weights(), n, true));
        }
        if (node.operation() instanceof WindowSum sum) {
            boolean isInside = sum.window().classes() == 1;
            return alike(node.input())
                    .filter(x -> isInside
                            || isWhole((sum.padding() - x.center) / x.slope) && x.center == 0
                            || Math.abs(sum.padding() - x.center) == Math.abs(x.slope))
                    .map(x -> sum(
                            x, sum.weights(), n, isInside || Math.abs(sum.padding() - x.center) == Math.abs(x.slope)));
        }
        return Optional.empty();
    }

    private static boolean isWhole(double x) {
        return Math.abs(x) <= 1 && x == Math.rint(x);
    }

    private static Integers sum(Integers terms, BitMatrix weights, int n, boolean all) {
        return new Integers(
                terms.slope, terms.center * weights.rowSum(n), terms.most * weights.columns(), all ? terms.step : 1);
    }

    /** Returns what values stand for, if they are integers and all treated alike. */
    private static Optional<Integers> alike(Node value) {
        double slope = 1;
        double center = 0;
        Node node = value;
        while (!node.isInteger()) {
            if (node.operation() instanceof Scale scale && scale.isUniform()) {
                center = slope * scale.first().offset()[0] + center;
                slope = slope * scale.first().scale()[0];
            } else if (!node.is(Flattening.class) && !node.is(Unflattening.class)) {
                return Optional.empty();
            }
            node = node.input();
        }
        if (slope == 0) {
            return Optional.empty();
        }
        return Optional.of(
                node.type() == ValueType.BYTES
                        ? new Integers(slope, center, 255, 1)
                        : new Integers(slope, center, 1, 2));
    }
}
