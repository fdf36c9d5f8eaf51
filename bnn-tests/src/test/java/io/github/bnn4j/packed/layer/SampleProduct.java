package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Random;

/**
 * What goes into a binary layer on integers, with the sums and mismatches that should come out of its weights.
 *
 * @param type signs or bytes
 * @param values signs or unsigned bytes, {@code [rows][K]}
 * @param weights signs, {@code [N][K]}
 */
record SampleProduct(ValueType type, int[][] values, int[][] weights) {

    static SampleProduct random(ValueType type, int rows, int inputs, int outputs, long seed) {
        int[][] values =
                type == ValueType.SIGNS ? SignRows.random(rows, inputs, seed) : Rows.randomBytes(rows, inputs, seed);
        return new SampleProduct(type, values, SignRows.random(outputs, inputs, ~seed));
    }

    int inputs() {
        return weights[0].length;
    }

    int outputs() {
        return weights.length;
    }

    BitMatrix bits() {
        return SignRows.matrix(weights);
    }

    Activations activations() {
        return type == ValueType.SIGNS ? Rows.ofSigns(values) : Rows.ofBytes(values, 7);
    }

    int greatestMismatches() {
        return inputs() * (type == ValueType.SIGNS ? 1 : 255);
    }

    int sum(int row, int n) {
        int sum = 0;
        for (int k = 0; k < inputs(); k++) {
            sum += weights[n][k] * values[row][k];
        }
        return sum;
    }

    /** Of bytes, digit by digit: a digit 1 mismatches -1, a digit 0 mismatches +1. */
    int mismatches(int row, int n) {
        int mismatches = 0;
        for (int k = 0; k < inputs(); k++) {
            if (type == ValueType.SIGNS) {
                mismatches += weights[n][k] == values[row][k] ? 0 : 1;
            } else {
                for (int p = 0; p < 8; p++) {
                    boolean one = (values[row][k] >> p & 1) == 1;
                    mismatches += one == (weights[n][k] == 1) ? 0 : 1 << p;
                }
            }
        }
        return mismatches;
    }

    /** Limits that some outputs reach and others do not, exactly in between, and those that mean never and always. */
    int[] limits(long seed) {
        var random = new Random(seed);
        int[] limits = new int[outputs()];
        for (int n = 0; n < limits.length; n++) {
            int exact = mismatches(random.nextInt(values.length), n);
            limits[n] = switch (random.nextInt(6)) {
                case 0 -> -1;
                case 1 -> greatestMismatches();
                case 2 -> exact - 1;
                case 3 -> Math.min(exact + 1, greatestMismatches());
                case 4 -> random.nextInt(greatestMismatches() + 2) - 1;
                default -> exact;
            };
        }
        return limits;
    }
}
