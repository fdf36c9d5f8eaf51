package io.github.bnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.serialization.Copies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H: a number, or sqrt(1.5 / (fanIn + fanOut)). */
class KernelBoundTest {

    /** By hand: 1.5/6 = 1/4; 1.5/216 = 1/144 (16 filters of 8 x 3 x 3); 1.5/600 = 1/400; the last to 17 digits. */
    @ParameterizedTest
    @CsvSource({
        "2, 4, 0.5",
        "4, 2, 0.5",
        "72, 144, 0.083333333333333333",
        "100, 500, 0.05",
        "4096, 4096, 0.0135316469341318530"
    })
    void glorotByHand(double fanIn, double fanOut, double h) {
        assertThat(KernelBound.glorot().resolve(fanIn, fanOut)).isCloseTo(h, within(1e-16));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3, 2})
    void aNumberIgnoresTheFans(double h) {
        assertThat(KernelBound.of(h).resolve(2, 4)).isEqualTo(h);
        assertThat(KernelBound.of(h).resolve(4096, 10)).isEqualTo(h);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void isNotValid(double h) {
        assertThat(KernelBound.of(h).isValid()).isFalse();
        assertThat(KernelBound.of(h)).hasToString(String.valueOf(h));
    }

    @Test
    void isValid() {
        assertThat(KernelBound.of(1).isValid()).isTrue();
        assertThat(KernelBound.of(Double.MIN_VALUE).isValid()).isTrue();
        assertThat(KernelBound.of(Double.MAX_VALUE).isValid()).isTrue();
        assertThat(KernelBound.glorot().isValid()).isTrue();
    }

    @Test
    void isData() {
        for (KernelBound bound : new KernelBound[] {KernelBound.of(1), KernelBound.of(0.3), KernelBound.glorot()}) {
            for (KernelBound copy : Copies.of(bound, KernelBound.class)) {
                assertThat(copy).isNotSameAs(bound).isEqualTo(bound).hasSameHashCodeAs(bound);
                assertThat(copy).hasToString(bound.toString());
                assertThat(copy.resolve(3, 5)).isEqualTo(bound.resolve(3, 5));
            }
        }
        assertThat(KernelBound.of(1)).isNotEqualTo(KernelBound.of(0.3)).isNotEqualTo(KernelBound.glorot());
        assertThat(KernelBound.glorot()).hasToString("GLOROT");
        assertThat(KernelBound.of(0.3)).hasToString("0.3");
    }
}
