package io.github.bnn4j.quantizer;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A quantizer beside the formulas of its paper for one number: the slow, obvious reference. */
record ScalarRule(Quantizer quantizer, DoubleUnaryOperator forward, DoubleUnaryOperator slope) {

    /** Of the deterministic quantizers that look at each value alone, and of the stochastic one at inference. */
    static List<ScalarRule> all() {
        return List.of(
                new ScalarRule(new SteSign(), ScalarRule::sign, box(1)),
                new ScalarRule(new SteSign(0.5), ScalarRule::sign, box(0.5)),
                new ScalarRule(new SteSign(1.25), ScalarRule::sign, box(1.25)),
                new ScalarRule(new SteSign(Double.POSITIVE_INFINITY), ScalarRule::sign, x -> 1),
                new ScalarRule(new StochasticSign(), ScalarRule::sign, box(1)),
                new ScalarRule(
                        new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE),
                        x -> x > 1 ? 1 : x < -1 ? -1 : x,
                        box(1)),
                new ScalarRule(new ApproxSign(), ScalarRule::sign, x -> Math.abs(x) <= 1 ? 2 - 2 * Math.abs(x) : 0),
                new ScalarRule(new SwishSign(), ScalarRule::sign, swish(5)),
                new ScalarRule(new SwishSign(1.5), ScalarRule::sign, swish(1.5)),
                new ScalarRule(new SteHeaviside(), ScalarRule::step, box(1)),
                new ScalarRule(new SteHeaviside(0.5), ScalarRule::step, box(0.5)),
                new ScalarRule(new SteTernary(), ternary(0.05), box(1)),
                new ScalarRule(new SteTernary(0), ternary(0), box(1)),
                new ScalarRule(new SteTernary(0.5), ternary(0.5), box(1)));
    }

    static double sign(double x) {
        return Double.isNaN(x) ? x : x >= 0 ? 1 : -1;
    }

    private static double step(double x) {
        return Double.isNaN(x) ? x : x >= 0 ? 1 : 0;
    }

    static DoubleUnaryOperator ternary(double threshold) {
        return x -> Double.isNaN(x) ? x : x > threshold ? 1 : x < -threshold ? -1 : 0;
    }

    static DoubleUnaryOperator box(double clip) {
        return x -> Math.abs(x) <= clip ? 1 : 0;
    }

    /** BNN+, in double precision, where cosh overflows only when the quotient is 0 anyway. */
    static DoubleUnaryOperator swish(double beta) {
        return x -> beta * (2 - beta * x * Math.tanh(beta * x / 2)) / (1 + Math.cosh(beta * x));
    }

    @Override
    public String toString() {
        return quantizer.toString();
    }
}
