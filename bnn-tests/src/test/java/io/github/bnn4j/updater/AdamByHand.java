package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Adam with DL4J's defaults: {@code lr sqrt(1-b2^t) / (1-b1^t) * m / (sqrt(v) + eps)}, number by number. */
final class AdamByHand {

    private static final double B1 = 0.9;
    private static final double B2 = 0.999;
    private static final double EPS = 1e-8;

    private final Map<String, double[]> m = new HashMap<>();
    private final Map<String, double[]> v = new HashMap<>();
    private int t;

    /** Takes the next step and compares; parameters without a scale of their own have scale 1. */
    void assertMoved(ObservedStep step, double learningRate, Map<String, Double> scales) {
        assertMoved(step, name -> learningRate, scales);
    }

    void assertMoved(ObservedStep step, ToDoubleFunction<String> learningRates, Map<String, Double> scales) {
        t++;
        step.gradients().forEach((name, gradient) -> {
            double[] ms = m.computeIfAbsent(name, key -> new double[gradient.length]);
            double[] vs = v.computeIfAbsent(name, key -> new double[gradient.length]);
            assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow())
                    .as("gradient of %s", name)
                    .isGreaterThan(1e-6);
            for (int i = 0; i < gradient.length; i++) {
                ms[i] = B1 * ms[i] + (1 - B1) * gradient[i];
                vs[i] = B2 * vs[i] + (1 - B2) * gradient[i] * gradient[i];
                double rate =
                        learningRates.applyAsDouble(name) * Math.sqrt(1 - Math.pow(B2, t)) / (1 - Math.pow(B1, t));
                double expected = scales.getOrDefault(name, 1.0) * rate * ms[i] / (Math.sqrt(vs[i]) + EPS);
                assertThat(step.changes().get(name)[i])
                        .as("%s[%s] in step %s", name, i, t)
                        .isCloseTo(expected, within(1e-12 + 1e-7 * Math.abs(expected)));
            }
        });
    }
}
