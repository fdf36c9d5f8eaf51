package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.bits.BitMatrix;
import org.junit.jupiter.api.Test;

class BinaryConvolutionRefusalTest {

    private static final Window WINDOW = Windows.same(4, 4, 3);

    private static BitMatrix weights(int outputs, int columns) {
        return BitMatrix.of(outputs, columns, (n, k) -> true);
    }

    private static Thresholds limits(int channels, int... limits) {
        return new Thresholds(channels, limits, new long[1]);
    }

    @Test
    void floats() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BinaryConvolution(ValueType.FLOATS, 2, WINDOW, false, weights(1, 18), limits(1, 0)))
                .withMessageContaining("BinaryConvolutionOnFloats");
    }

    @Test
    void positivePaddingOfBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryConvolution(ValueType.BYTES, 2, WINDOW, true, weights(1, 18), limits(1, 0)))
                .withMessageContaining("no positive padding");
    }

    @Test
    void aKernelOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BinaryConvolution(ValueType.SIGNS, 2, WINDOW, false, weights(1, 17), limits(1, 0)))
                .withMessageContaining("9 taps on 2 channels")
                .withMessageContaining("17");
    }

    @Test
    void aStageOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BinaryConvolution(ValueType.SIGNS, 2, WINDOW, false, weights(1, 18), limits(2, 0, 0)))
                .withMessageContaining("1 outputs")
                .withMessageContaining("2");
    }

    @Test
    void classesThatTheWindowHasNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BinaryConvolution(ValueType.SIGNS, 2, WINDOW, false, weights(1, 18), limits(1, 0, 0)))
                .withMessageContaining("9 border classes")
                .withMessageContaining("has 2");
    }

    @Test
    void aLimitThatIsTooHigh() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BinaryConvolution(ValueType.SIGNS, 2, WINDOW, false, weights(1, 18), limits(1, 19)))
                .withMessageContaining("19")
                .withMessageContaining("at most 18");
    }

    @Test
    void aLimitThatIsTooLow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(2, 0, 0, 0, -2))
                .withMessageContaining("class 1, channel 1")
                .withMessageContaining("-2");
    }
}
