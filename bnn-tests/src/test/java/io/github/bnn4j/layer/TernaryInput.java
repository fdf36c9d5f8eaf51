package io.github.bnn4j.layer;

import java.util.Random;

/** Activations of -a, 0 and +a, zeros of either sign. */
final class TernaryInput {

    /** How many of the values are zero. */
    enum Zeros {
        NONE(0),
        SOME(0.4),
        ALL(1);

        private final double share;

        Zeros(double share) {
            this.share = share;
        }
    }

    private TernaryInput() {}

    static double[][] random(int rows, int columns, double magnitude, Zeros zeros, Random random) {
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            for (int i = 0; i < columns; i++) {
                double value = random.nextDouble() < zeros.share ? 0 : (float) magnitude;
                row[i] = random.nextBoolean() ? value : -value;
            }
        }
        return x;
    }
}
