package io.github.bnn4j.packed.bits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitMatrixTest {

    @Test
    void readsBitsFromTheLowestOn() {
        BitMatrix matrix = BitMatrix.of(2, 3, new long[] {0b001, 0b110});

        assertThat(matrix.toSigns()).isDeepEqualTo(new int[][] {{1, -1, -1}, {-1, 1, 1}});
    }

    @Test
    void beginsAWordWithEachRow() {
        BitMatrix matrix = BitMatrix.of(2, 65, new long[] {0, 1, 1L << 63, 0});

        assertThat(matrix.get(0, 64)).isEqualTo(1);
        assertThat(matrix.get(1, 63)).isEqualTo(1);
        assertThat(matrix.rowSum(0)).isEqualTo(1 - 64);
        assertThat(matrix.rowSum(1)).isEqualTo(1 - 64);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "63, 1", "64, 1", "65, 2", "128, 2", "129, 3", "2147483647, 33554432"})
    void countsWords(int signs, int words) {
        assertThat(BitMatrix.wordsFor(signs)).isEqualTo(words);
    }

    @Test
    void copiesTheWordsItIsMadeOf() {
        long[] words = {1};
        BitMatrix matrix = BitMatrix.of(1, 2, words);
        words[0] = 2;

        assertThat(matrix.get(0, 0)).isEqualTo(1);
    }

    @Test
    void givesOutCopies() {
        BitMatrix matrix = BitMatrix.of(1, 2, new long[] {1});
        matrix.toWords()[0] = 2;
        matrix.toSigns()[0][0] = -1;

        assertThat(matrix.get(0, 0)).isEqualTo(1);
    }

    @Test
    void ofOtherShapeIsNotEqualThoughTheWordsAre() {
        assertThat(BitMatrix.of(2, 3, new long[] {1, 1}))
                .isNotEqualTo(BitMatrix.of(2, 4, new long[] {1, 1}))
                .isNotEqualTo(BitMatrix.of(1, 65, new long[] {1, 1}))
                .isNotEqualTo("BitMatrix[2 x 3]");
    }

    @Test
    void namesItsShape() {
        assertThat(BitMatrix.of(2, 3, new long[] {1, 1})).hasToString("BitMatrix[2 x 3]");
    }
}
