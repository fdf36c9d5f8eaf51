package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;

/** Weights in the order of one {@link XnorKernel}. Immutable, safe for use by many threads. */
public interface XnorMatrix {

    /** Returns K, the signs of an input. */
    int inputs();

    /** Returns N, the outputs. */
    int outputs();

    /**
     * Computes {@code counts[b][n] = popcount(activations[b] XOR weights[n])}, from 0 to K. Arguments are not checked:
     * callers are.
     *
     * @param activations signs, {@code rows} rows of {@code BitMatrix.wordsFor(K)} words, unused bits 0; not modified
     * @param rows at least 0
     * @param counts at least {@code rows} arrays of at least N; overwritten
     */
    default void mismatches(long[] activations, int rows, int[][] counts) {
        mismatches(activations, rows, counts, 0, outputs());
    }

    /**
     * Computes the same for some outputs only, so that several threads can share the work.
     *
     * @param from the first output
     * @param to the output behind the last one
     */
    void mismatches(long[] activations, int rows, int[][] counts, int from, int to);

    /**
     * Computes the same for activations of -1, 0 and +1, of which the zeros do not count.
     *
     * @param zerosNegative signs with zeros as -1, as for {@link #mismatches(long[], int, int[][])}
     * @param zerosPositive signs with zeros as +1
     */
    default void mismatches(long[] zerosNegative, long[] zerosPositive, int rows, int[][] counts) {
        mismatches(zerosNegative, rows, counts);
        int[][] others = Workspace.ints(rows, outputs());
        mismatches(zerosPositive, rows, others);
        int wordsPerRow = BitMatrix.wordsFor(inputs());
        for (int b = 0; b < rows; b++) {
            int zeros = 0;
            for (int i = b * wordsPerRow; i < (b + 1) * wordsPerRow; i++) {
                zeros += Long.bitCount(zerosNegative[i] ^ zerosPositive[i]);
            }
            // Each zero is a mismatch in one of the two.
            for (int n = 0; n < outputs(); n++) {
                counts[b][n] = (counts[b][n] + others[b][n] - zeros) / 2;
            }
        }
    }

    /** Returns the weights as they were given. */
    BitMatrix weights();
}
