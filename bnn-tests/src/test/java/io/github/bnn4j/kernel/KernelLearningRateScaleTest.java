package io.github.bnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.serialization.Copies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The factor on a kernel's step: 1 / sqrt(1.5 / (fanIn + fanOut)), a number, or none. */
class KernelLearningRateScaleTest {

    /** By hand: sqrt(6/1.5) = 2, sqrt(216/1.5) = 12, sqrt(600/1.5) = 20; the paper's hidden layers to 17 digits. */
    @ParameterizedTest
    @CsvSource({"2, 4, 2", "72, 144, 12", "100, 500, 20", "4096, 4096, 73.900834456272096"})
    void glorotByHand(double fanIn, double fanOut, double scale) {
        assertThat(KernelLearningRateScale.glorot().resolve(fanIn, fanOut)).isCloseTo(scale, within(1e-13));
    }

    @Test
    void aNumberAndNoneIgnoreTheFans() {
        assertThat(KernelLearningRateScale.of(0.25).resolve(2, 4)).isEqualTo(0.25);
        assertThat(KernelLearningRateScale.none().resolve(2, 4)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void isNotValid(double scale) {
        assertThat(KernelLearningRateScale.of(scale).isValid()).isFalse();
        assertThat(KernelLearningRateScale.of(scale)).hasToString(String.valueOf(scale));
    }

    @Test
    void isValid() {
        assertThat(KernelLearningRateScale.of(0.001).isValid()).isTrue();
        assertThat(KernelLearningRateScale.glorot().isValid()).isTrue();
        assertThat(KernelLearningRateScale.none().isValid()).isTrue();
    }

    @Test
    void onlyNoneIsNone() {
        assertThat(KernelLearningRateScale.none().isNone()).isTrue();
        assertThat(KernelLearningRateScale.of(1).isNone()).isFalse();
        assertThat(KernelLearningRateScale.glorot().isNone()).isFalse();
    }

    @Test
    void isData() {
        KernelLearningRateScale[] scales = {
            KernelLearningRateScale.glorot(),
            KernelLearningRateScale.none(),
            KernelLearningRateScale.of(1),
            KernelLearningRateScale.of(12.5)
        };
        for (KernelLearningRateScale scale : scales) {
            for (KernelLearningRateScale copy : Copies.of(scale, KernelLearningRateScale.class)) {
                assertThat(copy).isNotSameAs(scale).isEqualTo(scale).hasSameHashCodeAs(scale);
                assertThat(copy).hasToString(scale.toString());
                assertThat(copy.resolve(3, 5)).isEqualTo(scale.resolve(3, 5));
                assertThat(copy.isNone()).isEqualTo(scale.isNone());
            }
        }
        assertThat(scales).doesNotHaveDuplicates();
        assertThat(scales[0]).hasToString("GLOROT");
        assertThat(scales[1]).hasToString("NONE");
        assertThat(scales[3]).hasToString("12.5");
    }
}
