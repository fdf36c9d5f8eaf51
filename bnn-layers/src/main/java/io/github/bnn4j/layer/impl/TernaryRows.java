package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations of which each is -a, 0 or +a, as binary activations are, with a = 1, and after dropout. As bits, they are two
 * matrices of signs, one with zeros as -1, one with zeros as +1.
 */
final class TernaryRows {

    private static final int BITS = Long.SIZE;

    /** Elements for one thread at a time. */
    private static final int SPAN = 16 * FloatMemory.PIECE;

    private final int rows;
    private final int columns;
    private final int wordsPerRow;
    private final float magnitude;
    private final long[] zerosPositive;
    private final long[] zerosNegative;

    private TernaryRows(int rows, int columns, float magnitude) {
        this.rows = rows;
        this.columns = columns;
        this.wordsPerRow = BitMatrix.wordsFor(columns);
        this.magnitude = magnitude;
        this.zerosPositive = new long[rows * wordsPerRow];
        this.zerosNegative = new long[rows * wordsPerRow];
    }

    /**
     * @param x {@code [rows, columns]}, dense; not modified
     * @return null if there are other values, or a is infinite or NaN
     */
    static TernaryRows of(INDArray x) {
        int rows = (int) x.size(0);
        int columns = (int) x.size(1);
        FloatMemory memory = FloatMemory.of(x.ordering() == 'f' ? x : x.dup('f'));
        float magnitude = firstMagnitude(memory);
        if (!Float.isFinite(magnitude)) {
            return null;
        }
        TernaryRows ternary = new TernaryRows(rows, columns, magnitude);
        AtomicBoolean failed = new AtomicBoolean();
        Spans.forEach(ternary.wordsPerRow, Math.max(1, SPAN / BITS / rows), (from, to) -> {
            int[] bits = new int[BITS * rows];
            for (int word = from; word < to && !failed.get(); word++) {
                int n = Math.min(BITS, columns - word * BITS);
                memory.getBits(word * BITS * rows, bits, n * rows);
                if (!ternary.pack(bits, n, word)) {
                    failed.set(true);
                }
            }
        });
        return failed.get() ? null : ternary;
    }

    private static float firstMagnitude(FloatMemory memory) {
        float[] piece = new float[Math.min(FloatMemory.PIECE, memory.length())];
        for (int i = 0; i < memory.length(); i += piece.length) {
            int n = Math.min(piece.length, memory.length() - i);
            memory.get(i, piece, n);
            for (int j = 0; j < n; j++) {
                if (piece[j] != 0) {
                    return Math.abs(piece[j]);
                }
            }
        }
        return 1;
    }

    private boolean pack(int[] bits, int columns, int word) {
        int allowed = Float.floatToRawIntBits(magnitude);
        int wrong = 0;
        for (int row = 0; row < rows; row++) {
            long positive = 0;
            long nonNegative = 0;
            for (int j = 0; j < columns; j++) {
                int b = bits[j * rows + row];
                int m = b & Integer.MAX_VALUE;
                int ifNotZero = -m >> 31;
                wrong |= (m ^ allowed) & ifNotZero;
                positive |= (long) (~b & ifNotZero & Integer.MIN_VALUE) << 32 >>> (63 - j);
                nonNegative |= (long) (~(b & ifNotZero) & Integer.MIN_VALUE) << 32 >>> (63 - j);
            }
            zerosNegative[row * wordsPerRow + word] = positive;
            zerosPositive[row * wordsPerRow + word] = nonNegative;
        }
        return wrong == 0;
    }

    int rows() {
        return rows;
    }

    int wordsPerRow() {
        return wordsPerRow;
    }

    /** a, in (0, infinity). */
    float magnitude() {
        return magnitude;
    }

    boolean hasZeros() {
        return !Arrays.equals(zerosNegative, zerosPositive);
    }

    /** Returns, for each row, how many are not 0. */
    int[] nonZeros() {
        int[] counts = new int[rows];
        Arrays.fill(counts, columns);
        for (int i = 0; i < zerosNegative.length; i++) {
            counts[i / wordsPerRow] -= Long.bitCount(zerosNegative[i] ^ zerosPositive[i]);
        }
        return counts;
    }

    /** Returns the rows of signs, as a kernel takes them, with zeros as +1. */
    long[] zerosPositive() {
        return zerosPositive;
    }

    /** Returns the rows of signs with zeros as -1. */
    long[] zerosNegative() {
        return zerosNegative;
    }
}
