package io.github.bnn4j.trained;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/**
 * Verdicts on what a training has learnt; where a seed was asked for they tell their margin. A bound is right if both are far
 * from it: what is learnt with any seed, on any processor, and what a network says that has not learnt.
 */
public final class Learnt {

    private Learnt() {}

    /**
     * Fails unless fewer than half as many examples are taken for another class as by guessing.
     *
     * @param what was trained
     * @param percent of the examples that were taken for another class
     * @param classes that are as frequent as one another
     */
    public static void assertErrorBelowHalfOfGuessing(String what, double percent, int classes) {
        assertBelow(what + ", error in percent", percent, 50.0 * (classes - 1) / classes);
    }

    /**
     * Fails unless the value is below the bound.
     *
     * @param what the value is
     * @param bound of {@code value}
     */
    public static void assertBelow(String what, double value, double bound) {
        if (Seeds.asked()) {
            System.out.printf(Locale.ROOT, "learnt: %s: %.4g, must be below %.4g%n", what, value, bound);
        }
        assertThat(value).as(what).isLessThan(bound);
    }
}
