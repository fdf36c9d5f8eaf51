package io.github.bnn4j.cli.timing;

import java.util.Arrays;

/** Sums up a noisy machine's times. */
public final class Median {

    private Median() {}

    /**
     * @param values at least one
     * @return the one in the middle, or the mean of the two in the middle
     */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
