package io.github.bnn4j.graph;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Computes what a graph says, node by node, in double precision, by plain loops, as slow as they are obvious. Images are channels
 * first, whatever their order in memory.
 */
public final class GraphEvaluator {

    private final boolean packed;
    private final Map<Node, double[]> values = new IdentityHashMap<>();

    private GraphEvaluator(boolean packed) {
        this.packed = packed;
    }

    /**
     * Evaluates a graph whose vectors are in the order of training.
     *
     * @param example as it is held: bytes from 0 to 255, signs, or floats
     */
    public static GraphEvaluator trained(Graph graph, double[] example) {
        return new GraphEvaluator(false).run(graph, example);
    }

    /** Evaluates a graph whose vectors are in the order of packed layers, as they are behind the pass that brings them into it. */
    public static GraphEvaluator packed(Graph graph, double[] example) {
        return new GraphEvaluator(true).run(graph, example);
    }

    /** Returns the value of a node. */
    public double[] of(Node node) {
        return values.get(node);
    }

    private GraphEvaluator run(Graph graph, double[] example) {
        for (Node node : graph.nodes()) {
            values.put(node, node.is(Example.class) ? example : value(node));
        }
        return this;
    }

    private double[] value(Node node) {
        double[] y = new double[node.shape().size()];
        boolean linear = LinearTerms.forEach(
                node,
                packed,
                (to, input, from, factor) ->
                        y[to] += input < 0 ? factor : factor * of(node.inputs().get(input))[from]);
        if (linear) {
            return y;
        }
        double[] x = of(node.inputs().get(0));
        if (node.operation() instanceof WindowMaximum maximum) {
            return maximum(maximum, node, x);
        } else if (node.operation() instanceof Multiplication) {
            Arrays.fill(y, 1);
            node.inputs().forEach(input -> Arrays.setAll(y, i -> y[i] * of(input)[i]));
        } else if (node.operation() instanceof ActivationOf activation
                && activation.function() == Elementwise.Function.SOFTMAX) {
            double sum = Arrays.stream(x).map(Math::exp).sum();
            Arrays.setAll(y, i -> Math.exp(x[i]) / sum);
        } else {
            Arrays.setAll(y, i -> elementwise(node, i, x[i]));
        }
        return y;
    }

    private double elementwise(Node node, int i, double x) {
        int pixels = node.shape().pixels();
        int channel = i / pixels;
        if (node.operation() instanceof SignOf) {
            return sign(x >= 0);
        } else if (node.operation() instanceof FloatComparison comparison) {
            float threshold = comparison.thresholds()[channel];
            return sign(bit(comparison.inverted(), channel) ? x <= threshold : x >= threshold);
        } else if (node.operation() instanceof SumComparison comparison) {
            int outputs = node.shape().channels();
            int classes = comparison.limits().length / outputs;
            int ofPixel = classes == 1
                    ? 0
                    : LinearTerms.classes(
                            node.input().as(WindowSum.class).orElseThrow().window())[i % pixels];
            return sign(mismatches(node.input(), channel, x) <= comparison.limits()[ofPixel * outputs + channel]
                    != bit(comparison.flips(), channel));
        } else if (node.operation() instanceof Rectification rectification) {
            int n = rectification.slopes().length == node.shape().channels()
                    ? channel
                    : LinearTerms.flattened(node.shape(), i, packed);
            double z = x + rectification.before()[n];
            return (z >= 0 ? z : rectification.slopes()[n] * z) + rectification.after()[n];
        } else if (node.operation() instanceof ActivationOf activation) {
            return switch (activation.function()) {
                case RELU -> Math.max(0, x);
                case LEAKY_RELU -> x >= 0 ? x : (float) activation.parameter() * x;
                case HARD_TANH -> Math.max(-1, Math.min(1, x));
                default -> throw new AssertionError(activation);
            };
        }
        throw new AssertionError(node);
    }

    /** How many factors differ in sign; of bytes, each by what its value is. */
    private static double mismatches(Node sum, int n, double x) {
        BitMatrix weights = sum.operation() instanceof WindowSum windows
                ? windows.weights()
                : sum.as(DenseSum.class).orElseThrow().weights();
        return sum.input().type() == ValueType.SIGNS
                ? (weights.columns() - x) / 2
                : 255 * ((weights.rowSum(n) + weights.columns()) / 2) - x;
    }

    private static double[] maximum(WindowMaximum maximum, Node node, double[] x) {
        double[] y = new double[node.shape().size()];
        int pixels = node.shape().pixels();
        int from = node.input().shape().pixels();
        for (int c = 0; c < node.shape().channels(); c++) {
            int channel = c;
            double factor = bit(maximum.inverted(), c) ? -1 : 1;
            Arrays.fill(y, c * pixels, (c + 1) * pixels, Double.NEGATIVE_INFINITY);
            LinearTerms.windows(maximum.window(), (pixel, tap, seen) -> {
                if (seen >= 0) {
                    int to = channel * pixels + pixel;
                    y[to] = Math.max(y[to], factor * x[channel * from + seen]);
                }
            });
            for (int i = c * pixels; i < (c + 1) * pixels; i++) {
                y[i] *= factor;
            }
        }
        return y;
    }

    private static double sign(boolean positive) {
        return positive ? 1 : -1;
    }

    private static boolean bit(long[] words, int n) {
        return (words[n >>> 6] >>> n & 1) == 1;
    }
}
