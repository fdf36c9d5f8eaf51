package io.github.bnn4j.packed.bits;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.xnor.SignRows;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitMatrixRefusalTest {

    private final BitMatrix twoByThree = BitMatrix.of(2, 3, new long[2]);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1", "-2147483648, 1", "1, -2147483648"})
    void refusesSizesBelowOne(int rows, int columns) {
        assertThatIllegalArgumentException().isThrownBy(() -> BitMatrix.of(rows, columns, new long[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> BitMatrix.of(rows, columns, (row, column) -> true));
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 1", "65536, 2147483647", "65536, 2097152"})
    void refusesMoreWordsThanAnArrayHolds(int rows, int columns) {
        assertThatIllegalArgumentException().isThrownBy(() -> BitMatrix.of(rows, columns, (row, column) -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void refusesAnotherCountOfWords(int words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitMatrix.of(2, 65, new long[words]))
                .withMessageContaining("4 words")
                .withMessageContaining("got " + words);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitMatrix.of(2, 65, LongBuffer.allocate(words)))
                .withMessageContaining("got " + words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 65, 66, 127})
    void refusesABitBehindTheLastColumn(int columns) {
        int words = BitMatrix.wordsFor(columns);
        long[] bits = new long[2 * words];
        bits[2 * words - 1] = 1L << (columns % 64);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitMatrix.of(2, columns, bits))
                .withMessageContaining("Row 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void takesFullWords(int columns) {
        assertThatNoException()
                .isThrownBy(() -> BitMatrix.of(1, columns, SignRows.pack(SignRows.constant(1, columns, 1))));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "2, 0", "0, -1", "0, 3"})
    void hasNoElementsOutside(int row, int column) {
        assertThatThrownBy(() -> twoByThree.get(row, column)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void hasNoRowsOutside(int row) {
        assertThatThrownBy(() -> twoByThree.rowSum(row)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "2, 0", "0, -1", "0, 1"})
    void comparesNoRowsOutside(int row, int from) {
        assertThatThrownBy(() -> twoByThree.mismatches(row, new long[1], from))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void hasNoWordsOutside() {
        assertThatThrownBy(() -> twoByThree.word(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> twoByThree.word(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
