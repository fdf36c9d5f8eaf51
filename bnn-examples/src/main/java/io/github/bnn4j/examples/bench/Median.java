package io.github.bnn4j.examples.bench;

import java.util.Arrays;

/** What a noisy machine's times are summed up by. */
final class Median {

    private Median() {}

    static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
