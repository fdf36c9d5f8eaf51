package io.github.bnn4j.packed.bits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BitMatrixPropertyTest {

    @Property(tries = 300)
    void holdsTheSigns(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll long seed) {
        int[][] signs = SignRows.random(rows, columns, seed);
        BitMatrix matrix = SignRows.matrix(signs);

        assertThat(matrix.rows()).isEqualTo(rows);
        assertThat(matrix.columns()).isEqualTo(columns);
        assertThat(matrix.toSigns()).isDeepEqualTo(signs);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertThat(matrix.get(row, column)).isEqualTo(signs[row][column]);
            }
            assertThat(matrix.rowSum(row)).isEqualTo(Arrays.stream(signs[row]).sum());
        }
    }

    @Property(tries = 300)
    void isTheSameFromWordsAndFromElements(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll long seed) {
        int[][] signs = SignRows.random(rows, columns, seed);
        BitMatrix ofWords = SignRows.matrix(signs);
        BitMatrix ofElements = BitMatrix.of(rows, columns, (row, column) -> signs[row][column] == 1);

        assertThat(ofElements).isEqualTo(ofWords).hasSameHashCodeAs(ofWords);
        assertThat(ofElements.toWords()).isEqualTo(SignRows.pack(signs)).isEqualTo(ofWords.toWords());
    }

    @Property(tries = 300)
    void givesItsWordsRowByRow(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll long seed) {
        BitMatrix matrix = SignRows.matrix(SignRows.random(rows, columns, seed));
        long[] words = matrix.toWords();

        assertThat(matrix.wordsPerRow()).isEqualTo(BitMatrix.wordsFor(columns)).isEqualTo((columns + 63) / 64);
        assertThat(words).hasSize(rows * matrix.wordsPerRow());
        for (int i = 0; i < words.length; i++) {
            assertThat(matrix.word(i)).isEqualTo(words[i]);
        }
    }

    @Property(tries = 300)
    void readsItsWordsFromTheMiddleOfABuffer(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 0, max = 3) int before,
            @ForAll long seed) {
        BitMatrix matrix = SignRows.matrix(SignRows.random(rows, columns, seed));
        long[] words = matrix.toWords();
        LongBuffer buffer = LongBuffer.allocate(before + words.length + 1);
        buffer.position(before).put(words).flip().position(before);

        assertThat(BitMatrix.of(rows, columns, buffer)).isEqualTo(matrix);
        assertThat(buffer.remaining()).isZero();
        buffer.put(before, ~words[0]);
        assertThat(matrix.word(0)).isEqualTo(words[0]);
    }

    @Property(tries = 300)
    void countsTheSignsThatAnotherRowHasOtherwise(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 5) int others,
            @ForAll long seed) {
        int[][] signs = SignRows.random(rows, columns, seed);
        int[][] other = SignRows.random(others, columns, seed + 1);
        BitMatrix matrix = SignRows.matrix(signs);
        long[] words = SignRows.pack(other);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < others; i++) {
                int[] ours = signs[row];
                int[] theirs = other[i];
                assertThat(matrix.mismatches(row, words, i * matrix.wordsPerRow()))
                        .isEqualTo((int) IntStream.range(0, columns)
                                .filter(column -> ours[column] != theirs[column])
                                .count());
            }
        }
    }

    @Property(tries = 200)
    void differsFromAMatrixWithOneOtherSign(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 0, max = 10_000) int element,
            @ForAll long seed) {
        int[][] signs = SignRows.random(rows, columns, seed);
        BitMatrix matrix = SignRows.matrix(signs);
        int row = element % rows;
        int column = element % columns;
        signs[row][column] = -signs[row][column];

        assertThat(SignRows.matrix(signs)).isNotEqualTo(matrix);
    }
}
