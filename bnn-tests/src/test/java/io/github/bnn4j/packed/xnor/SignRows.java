package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Arrays;
import java.util.Random;

/** Rows of +1 and -1, as numbers and as bits. */
public final class SignRows {

    private SignRows() {}

    public static int[][] random(int rows, int columns, long seed) {
        var random = new Random(seed);
        int[][] signs = new int[rows][columns];
        for (int[] row : signs) {
            Arrays.setAll(row, i -> random.nextBoolean() ? 1 : -1);
        }
        return signs;
    }

    public static int[][] constant(int rows, int columns, int sign) {
        int[][] signs = new int[rows][columns];
        for (int[] row : signs) {
            Arrays.fill(row, sign);
        }
        return signs;
    }

    /** As the Javadoc of {@link BitMatrix} has it. */
    public static long[] pack(int[][] signs) {
        if (signs.length == 0) {
            return new long[0];
        }
        int words = (signs[0].length + 63) / 64;
        long[] packed = new long[signs.length * words];
        for (int row = 0; row < signs.length; row++) {
            for (int i = 0; i < signs[row].length; i++) {
                if (signs[row][i] == 1) {
                    packed[row * words + i / 64] |= 1L << (i % 64);
                }
            }
        }
        return packed;
    }

    public static BitMatrix matrix(int[][] signs) {
        return BitMatrix.of(signs.length, signs[0].length, pack(signs));
    }
}
