package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An option that cannot be is refused at once, with its value in the message. */
class QuantizerValidationTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
    void clipMustBePositive(double clip) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SteSign(clip))
                .withMessageContaining("clip")
                .withMessageEndingWith("got " + clip);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SteHeaviside(clip))
                .withMessageEndingWith("got " + clip);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MagnitudeAwareSign(clip))
                .withMessageEndingWith("got " + clip);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -5, Double.NaN, Double.POSITIVE_INFINITY})
    void betaMustBePositiveAndFinite(double beta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SwishSign(beta))
                .withMessageContaining("beta of SwishSign")
                .withMessageEndingWith("got " + beta);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.05, Double.NaN, Double.POSITIVE_INFINITY})
    void thresholdMustBeFiniteAndNotNegative(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SteTernary(threshold))
                .withMessageContaining("threshold of SteTernary")
                .withMessageEndingWith("got " + threshold);
    }

    @Test
    void inferenceMustBeGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StochasticSign(null))
                .withMessageContaining("StochasticSign")
                .withMessageEndingWith("got null");
    }

    @Test
    void theDefaultsAreThePapers() {
        assertThat(new SteSign()).isEqualTo(new SteSign(1));
        assertThat(new SteHeaviside()).isEqualTo(new SteHeaviside(1));
        assertThat(new MagnitudeAwareSign()).isEqualTo(new MagnitudeAwareSign(1));
        assertThat(new SwishSign()).isEqualTo(new SwishSign(5));
        assertThat(new StochasticSign()).isEqualTo(new StochasticSign(StochasticSign.Inference.SIGN));
    }
}
