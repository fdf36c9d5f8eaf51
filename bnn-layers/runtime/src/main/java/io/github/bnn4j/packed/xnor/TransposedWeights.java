package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights with the outputs side by side: {@code words[k][n]} holds the signs of inputs 32k to 32k+31 for output n. A loop
 * over n then does the same to many outputs, which the JVM's compiler turns into vector instructions, if every array is
 * indexed with n itself and nothing added.
 *
 * @param inputs K
 * @param outputs N
 * @param words {@code [ceil(K / 32)][N or more]}, not copied; bit {@code k % 32} is 1 for +1, the bits behind the last input
 *     are 0
 */
public record TransposedWeights(int inputs, int outputs, int[][] words) {

    /** What blocks are filled up with; never written. */
    private static final int[] MANY_ZEROS = new int[lengthFor(4096)];

    static TransposedWeights of(BitMatrix weights) {
        int[][] words = new int[(weights.columns() + 31) >>> 5][lengthFor(weights.rows())];
        for (int n = 0; n < weights.rows(); n++) {
            for (int k = 0; k < words.length; k++) {
                words[k][n] = intOf(weights.word(n * weights.wordsPerRow() + (k >>> 1)), k);
            }
        }
        return new TransposedWeights(weights.columns(), weights.rows(), words);
    }

    BitMatrix toBitMatrix() {
        int wordsPerRow = BitMatrix.wordsFor(inputs);
        long[] rowMajor = new long[outputs * wordsPerRow];
        for (int n = 0; n < outputs; n++) {
            for (int k = 0; k < words.length; k++) {
                rowMajor[n * wordsPerRow + (k >>> 1)] |= (words[k][n] & 0xFFFFFFFFL) << (k << 5);
            }
        }
        return BitMatrix.of(outputs, inputs, rowMajor);
    }

    /**
     * Returns how long to make arrays that are read side by side: with the 16 bytes before their first element they fill whole
     * lines of the cache, an odd number of them where N is a power of two. So arrays that follow one another in memory begin at
     * the same place of a line, and not in the same set of the cache: worth a seventh of the product.
     */
    public static int lengthFor(int outputs) {
        return (outputs + 3 | 15) - 3;
    }

    /** Returns the 32 signs with index k of a row of activations that begins with word {@code from}. */
    static int activation(long[] activations, int from, int k) {
        return intOf(activations[from + (k >>> 1)], k);
    }

    /** Returns the words grouped in blocks, the last filled up with zeros, which match the zeros behind the activations. */
    int[][][] blocks(int size) {
        List<int[][]> blocks = new ArrayList<>();
        int[] zeros = outputs <= MANY_ZEROS.length ? MANY_ZEROS : new int[lengthFor(outputs)];
        for (int k = 0; k < words.length; k += size) {
            int[][] block = new int[size][];
            for (int i = 0; i < size; i++) {
                block[i] = k + i < words.length ? words[k + i] : zeros;
            }
            blocks.add(block);
        }
        return blocks.toArray(int[][][]::new);
    }

    private static int intOf(long word, int k) {
        return (int) (word >>> ((k & 1) << 5));
    }
}
