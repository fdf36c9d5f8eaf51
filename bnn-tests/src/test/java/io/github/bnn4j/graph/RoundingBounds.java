package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.Elementwise;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Bounds how far single precision may be from what a graph says exactly, whatever the order in which it adds: a sum of n terms is off
 * by no more than {@code n + 2} roundings of the sum of their magnitudes, a scale by eight roundings of its terms, and what comes in is
 * off already. Holds as long as no sign is another one, which can be only where its value is within its bound: {@link #isSure}.
 */
public final class RoundingBounds {

    private static final double ROUNDING = Math.scalb(1.0, -24);
    private static final int OF_A_SCALE = 8;
    private static final int OF_A_SOFTMAX = 32;

    private final GraphEvaluator exact;
    private final Map<Node, double[]> bounds = new IdentityHashMap<>();
    private boolean sure = true;

    /** Bounds what single precision may say of an example, of a graph in the order of training. */
    public RoundingBounds(Graph graph, GraphEvaluator exact) {
        this.exact = exact;
        for (Node node : graph.nodes()) {
            bounds.put(node, bound(node));
        }
    }

    /** Whether no sign can be another one. */
    public boolean isSure() {
        return sure;
    }

    /** Returns the bounds of the values of a node. */
    public double[] of(Node node) {
        return bounds.get(node);
    }

    private double[] bound(Node node) {
        double[] result = new double[node.shape().size()];
        double[] terms = new double[result.length];
        int[] count = new int[result.length];
        boolean linear = LinearTerms.forEach(node, false, (to, input, from, factor) -> {
            Node x = input < 0 ? null : node.inputs().get(input);
            result[to] += x == null ? 0 : Math.abs(factor) * of(x)[from];
            terms[to] += Math.abs(x == null ? factor : factor * exact.of(x)[from]);
            count[to]++;
        });
        if (node.operation() instanceof Scale scale) {
            Arrays.setAll(
                    result,
                    i -> result[i]
                            + OF_A_SCALE
                                    * ROUNDING
                                    * (terms[i]
                                            + scale.first()
                                                    .terms()[i / node.shape().pixels()]));
        } else if (linear) {
            Arrays.setAll(result, i -> result[i] + (count[i] == 1 ? 0 : (count[i] + 2) * ROUNDING * terms[i]));
        } else if (!node.is(Example.class)) {
            nonlinear(node, result);
        }
        return result;
    }

    private void nonlinear(Node node, double[] result) {
        double[] before = of(node.input());
        double[] x = exact.of(node.input());
        if (node.is(SignOf.class)) {
            for (int i = 0; i < x.length; i++) {
                sure &= Math.abs(x[i]) > before[i];
            }
        } else if (node.operation() instanceof WindowMaximum maximum) {
            int from = node.input().shape().pixels();
            int to = node.shape().pixels();
            LinearTerms.windows(maximum.window(), (pixel, tap, seen) -> {
                for (int c = 0; seen >= 0 && c < node.shape().channels(); c++) {
                    result[c * to + pixel] = Math.max(result[c * to + pixel], before[c * from + seen]);
                }
            });
        } else if (node.operation() instanceof Rectification rectification) {
            for (int i = 0; i < x.length; i++) {
                int n = rectification.slopes().length == x.length
                        ? i
                        : i / node.shape().pixels();
                double shifts = Math.abs(rectification.before()[n])
                        + Math.abs(rectification.after()[n]);
                result[i] = Math.max(1, Math.abs(rectification.slopes()[n]))
                        * (before[i] + OF_A_SCALE * ROUNDING * (Math.abs(x[i]) + shifts));
            }
        } else if (node.operation() instanceof ActivationOf activation) {
            double greatest = Arrays.stream(before).max().orElseThrow();
            boolean softmax = activation.function() == Elementwise.Function.SOFTMAX;
            if (!softmax && activation.function() != Elementwise.Function.RELU) {
                throw new AssertionError(activation);
            }
            Arrays.setAll(result, i -> softmax ? 2 * greatest + OF_A_SOFTMAX * ROUNDING : before[i]);
        } else {
            throw new AssertionError(node);
        }
    }
}
