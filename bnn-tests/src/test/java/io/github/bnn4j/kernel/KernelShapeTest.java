package io.github.bnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DL4J's layouts: dense [in, out], convolution [out, in, kh, kw]. */
class KernelShapeTest {

    static long[][] strangeShapes() {
        return new long[][] {{}, {7}, {2, 3, 4}, {2, 3, 4, 5, 6}};
    }

    @Test
    void dense() {
        assertThat(KernelShape.outputDimension(784, 4096)).isEqualTo(1);
        assertThat(KernelShape.inputDimensions(784, 4096)).containsExactly(0);
        assertThat(KernelShape.fanIn(784, 4096)).isEqualTo(784);
        assertThat(KernelShape.fanOut(784, 4096)).isEqualTo(4096);
    }

    /** fanIn = kh*kw*channelsIn, fanOut = kh*kw*filters; all four sizes differ so that none can stand for another. */
    @Test
    void convolution() {
        assertThat(KernelShape.outputDimension(16, 8, 3, 5)).isZero();
        assertThat(KernelShape.inputDimensions(16, 8, 3, 5)).containsExactly(1, 2, 3);
        assertThat(KernelShape.fanIn(16, 8, 3, 5)).isEqualTo(8 * 3 * 5);
        assertThat(KernelShape.fanOut(16, 8, 3, 5)).isEqualTo(16 * 3 * 5);
    }

    @Test
    void fansOfHugeKernelsDoNotOverflow() {
        assertThat(KernelShape.fanIn(100_000, 100_000)).isEqualTo(100_000);
        assertThat(KernelShape.fanIn(65_536, 65_536, 3, 3)).isEqualTo(65_536 * 9);
        assertThat(KernelShape.fanOut(65_536, 65_536, 3, 3)).isEqualTo(65_536 * 9);
    }

    @ParameterizedTest
    @MethodSource("strangeShapes")
    void refusesOtherRanksAndNamesTheShape(long[] shape) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelShape.outputDimension(shape))
                .withMessageContaining(java.util.Arrays.toString(shape));
        assertThatIllegalArgumentException().isThrownBy(() -> KernelShape.inputDimensions(shape));
        assertThatIllegalArgumentException().isThrownBy(() -> KernelShape.fanIn(shape));
        assertThatIllegalArgumentException().isThrownBy(() -> KernelShape.fanOut(shape));
    }
}
