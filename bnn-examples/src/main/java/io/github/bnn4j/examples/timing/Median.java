package io.github.bnn4j.examples.timing;

import java.util.Arrays;

/** What a noisy machine's times are summed up by. */
public final class Median {

    private Median() {}

    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
