package io.github.bnn4j.packed.layer;

/**
 * Sums of rows of numbers, each times a factor: what products of matrices in single precision are made of.
 *
 * <p>The compiler makes vectors of a loop with one sum and up to four rows, all at the same index; with more, or with two
 * sums, JDK 17 gives up and is five times slower. Four rows at a time save loads and stores of the sum.
 */
final class FloatSums {

    /** Rows that are used for all sums before the next ones are: with some hundred numbers each they stay in the cache. */
    static final int ROWS_AT_ONCE = 32;

    private FloatSums() {}

    /**
     * Adds {@code factors[at + k] * rows[first + k]} for each k, in this order: products of four rows are summed, then added
     * to the sum; of the rest, one by one. Each step is rounded to single.
     *
     * @param rows as long as sums, or longer
     */
    static void add(float[] factors, int at, float[][] rows, int first, int count, float[] sums) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            addFour(
                    factors,
                    at + k,
                    rows[first + k],
                    rows[first + k + 1],
                    rows[first + k + 2],
                    rows[first + k + 3],
                    sums);
        }
        for (; k < count; k++) {
            addOne(factors[at + k], rows[first + k], sums);
        }
    }

    private static void addFour(float[] factors, int at, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums) {
        float f0 = factors[at], f1 = factors[at + 1], f2 = factors[at + 2], f3 = factors[at + 3];
        for (int n = 0; n < sums.length; n++) {
            sums[n] += f0 * r0[n] + f1 * r1[n] + f2 * r2[n] + f3 * r3[n];
        }
    }

    private static void addOne(float factor, float[] row, float[] sums) {
        for (int n = 0; n < sums.length; n++) {
            sums[n] += factor * row[n];
        }
    }

    /** Copies rows to where they begin in an array of longer rows. */
    static void put(float[][] rows, float[] target, int at, int length) {
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, target, at + k * length, rows[k].length);
        }
    }
}
