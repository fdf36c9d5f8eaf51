package io.github.bnn4j.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.serialization.Copies;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The article counts what is dropped, DL4J what is kept; each has its factory, and neither takes what cannot be. */
class NoScaleDropoutTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.9, 0.9999999999999999})
    void dropRateInItsRange(double rate) {
        assertThat(NoScaleDropout.dropRate(rate).rate()).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, -0.1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void dropRateOutsideItsRange(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoScaleDropout.dropRate(rate))
                .withMessageContaining("drop rate")
                .withMessageContaining("NoScaleDropout")
                .withMessageEndingWith("got " + rate);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0.75, 0.25", "0.5, 0.5", "0.1, 0.9"})
    void retainProbabilityInItsRange(double probability, double rate) {
        assertThat(NoScaleDropout.retainProbability(probability).rate()).isCloseTo(rate, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -0.1, 1.0000000000000002, 2, Double.NaN})
    void retainProbabilityOutsideItsRange(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoScaleDropout.retainProbability(probability))
                .withMessageContaining("retain probability")
                .withMessageContaining("NoScaleDropout")
                .withMessageEndingWith("got " + probability);
    }

    /** Both say the same, so they are the same, however 1 - p is rounded. */
    @ParameterizedTest
    @CsvSource({"0.8, 0.2", "0.5, 0.5", "0.9, 0.1", "0.7, 0.3"})
    void bothFactoriesMakeTheSame(double probability, double rate) {
        assertThat(NoScaleDropout.retainProbability(probability)).isEqualTo(NoScaleDropout.dropRate(rate));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5})
    void isData(double rate) {
        NoScaleDropout dropout = NoScaleDropout.dropRate(rate);
        for (IDropout copy : Copies.of(dropout, IDropout.class)) {
            assertThat(copy).isNotSameAs(dropout).isEqualTo(dropout).hasSameHashCodeAs(dropout);
            assertThat(copy).hasToString(dropout.toString());
            assertThat(((NoScaleDropout) copy).rate()).isEqualTo(rate);
        }
        assertThat(dropout.clone()).isNotSameAs(dropout).isEqualTo(dropout);
    }

    @Test
    void differsByItsRate() {
        assertThat(NoScaleDropout.dropRate(0.2)).isNotEqualTo(NoScaleDropout.dropRate(0.8));
        assertThat(NoScaleDropout.dropRate(0.2).toString()).contains("0.2");
    }
}
