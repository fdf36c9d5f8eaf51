package io.github.bnn4j.packed.bits;

import io.github.bnn4j.packed.size.ArraySize;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable matrix of +1 and -1, one bit each. Of a layer, a row holds the weights that lead to one output.
 *
 * <p>A row is {@link #wordsPerRow()} words of 64 bits; column c is bit {@code c % 64} of word {@code c / 64}, 1 for +1 and
 * 0 for -1. The bits behind the last column are 0.
 */
public final class BitMatrix {

    private final int rows;
    private final int columns;
    private final int wordsPerRow;
    private final long[] words;

    private BitMatrix(int rows, int columns, long[] words) {
        this.rows = rows;
        this.columns = columns;
        this.wordsPerRow = wordsFor(columns);
        this.words = words;
    }

    /** Returns the count of words of 64 bits that hold so many signs. */
    public static int wordsFor(int signs) {
        return (signs >>> 6) + ((signs & 63) == 0 ? 0 : 1);
    }

    /**
     * @param rows at least 1
     * @param columns at least 1
     * @param words the rows one after the other; copied
     * @throws IllegalArgumentException if a size is less than 1, the count of words does not fit, or a bit behind the last
     *     column is set
     */
    public static BitMatrix of(int rows, int columns, long[] words) {
        return of(rows, columns, LongBuffer.wrap(Objects.requireNonNull(words, "words")));
    }

    /**
     * @param rows at least 1
     * @param columns at least 1
     * @param words the rows one after the other, from its position to its limit; copied, its position is behind them
     * @throws IllegalArgumentException if a size is less than 1, the count of words does not fit, or a bit behind the last
     *     column is set
     */
    public static BitMatrix of(int rows, int columns, LongBuffer words) {
        Objects.requireNonNull(words, "words");
        checkSizes(rows, columns);
        if (words.remaining() != (long) rows * wordsFor(columns)) {
            throw new IllegalArgumentException("A matrix of " + rows + " x " + columns + " signs needs "
                    + (long) rows * wordsFor(columns) + " words, got " + words.remaining());
        }
        long[] copy = new long[words.remaining()];
        words.get(copy);
        BitMatrix matrix = new BitMatrix(rows, columns, copy);
        for (int row = 0; row < rows; row++) {
            if ((matrix.words[(row + 1) * matrix.wordsPerRow - 1] & ~lastWordMask(columns)) != 0) {
                throw new IllegalArgumentException(
                        "Row " + row + " has bits behind its last column, " + (columns - 1) + "; they must be 0");
            }
        }
        return matrix;
    }

    /**
     * @param rows at least 1
     * @param columns at least 1
     * @param positive tells whether an element is +1
     * @throws IllegalArgumentException if a size is less than 1, or the matrix is too large for an array
     */
    public static BitMatrix of(int rows, int columns, Positive positive) {
        Objects.requireNonNull(positive, "positive");
        checkSizes(rows, columns);
        int wordsPerRow = wordsFor(columns);
        long[] words = new long[rows * wordsPerRow];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (positive.test(row, column)) {
                    words[row * wordsPerRow + (column >>> 6)] |= 1L << column;
                }
            }
        }
        return new BitMatrix(rows, columns, words);
    }

    private static void checkSizes(int rows, int columns) {
        if (rows < 1 || columns < 1 || !ArraySize.fits(ArraySize.MOST, rows, wordsFor(columns))) {
            throw new IllegalArgumentException(
                    "A matrix of signs needs at least 1 x 1 elements, and less than 2^31 words of 64 bits, got " + rows
                            + " x " + columns);
        }
    }

    private static long lastWordMask(int columns) {
        return -1L >>> -columns;
    }

    /** Returns the number of rows, one for each output of a layer. */
    public int rows() {
        return rows;
    }

    /** Returns the number of signs in a row, one for each input of a layer. */
    public int columns() {
        return columns;
    }

    /** Returns the number of all signs. */
    public long size() {
        return (long) rows * columns;
    }

    /** Returns the number of 64-bit words that a row takes; it begins with a word of its own. */
    public int wordsPerRow() {
        return wordsPerRow;
    }

    /**
     * @return +1 or -1
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public int get(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        return (words[row * wordsPerRow + (column >>> 6)] >>> column & 1) == 1 ? 1 : -1;
    }

    /**
     * @param index of the word, row by row
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public long word(int index) {
        return words[index];
    }

    /**
     * Counts the columns in which a row has another sign than a row of another matrix.
     *
     * @param row of this matrix
     * @param words of the other, which has as many columns and no bits behind the last
     * @param from index of the first word of the other's row
     * @throws IndexOutOfBoundsException if there is no such row, or too few words
     */
    public int mismatches(int row, long[] words, int from) {
        Objects.requireNonNull(words, "words");
        long[] own = this.words;
        int start = row * wordsPerRow;
        int count = 0;
        for (int i = 0; i < wordsPerRow; i++) {
            count += Long.bitCount(own[start + i] ^ words[from + i]);
        }
        return count;
    }

    /** Returns the sum of the signs of a row. */
    public int rowSum(int row) {
        Objects.checkIndex(row, rows);
        int positive = 0;
        for (int i = row * wordsPerRow; i < (row + 1) * wordsPerRow; i++) {
            positive += Long.bitCount(words[i]);
        }
        return 2 * positive - columns;
    }

    /** Returns a copy of all words, row by row. */
    public long[] toWords() {
        return words.clone();
    }

    /** Returns all elements as +1 and -1: {@code [rows][columns]}. */
    public int[][] toSigns() {
        int[][] signs = new int[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                signs[row][column] = get(row, column);
            }
        }
        return signs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BitMatrix that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "BitMatrix[" + rows + " x " + columns + "]";
    }

    /** Tells whether an element is +1. */
    @FunctionalInterface
    public interface Positive {
        /**
         * Tells whether the element is +1.
         *
         * @param row from 0
         * @param column from 0
         */
        boolean test(int row, int column);
    }
}
