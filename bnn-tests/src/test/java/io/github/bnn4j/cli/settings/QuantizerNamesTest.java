package io.github.bnn4j.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.examples.OwnQuantizer.TanhSign;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.StochasticSign;
import org.junit.jupiter.api.Test;

class QuantizerNamesTest {

    @Test
    void areThoseOfAllClasses() {
        assertThat(new QuantizerNames.OfKernels())
                .containsExactly("approx", "magnitude-aware", "ste", "ste-ternary", "stochastic", "swish");
        assertThat(new QuantizerNames.OfActivations())
                .contains("approx", "ste", "ste-heaviside", "swish")
                .doesNotContain("magnitude-aware");
    }

    @Test
    void standForQuantizers() {
        assertThat(QuantizerNames.forKernels("magnitude-aware")).isEqualTo(new MagnitudeAwareSign());
        assertThat(QuantizerNames.forKernels("Stochastic")).isEqualTo(new StochasticSign());
        assertThat(QuantizerNames.forActivations("approx")).isEqualTo(new ApproxSign());
    }

    @Test
    void oneOfYourOwnIsNamedByItsClass() {
        assertThat(QuantizerNames.forActivations(TanhSign.class.getName())).isEqualTo(new TanhSign());
    }

    @Test
    void whatDoesNotApplyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizerNames.forActivations("magnitude-aware"))
                .withMessageContaining("not for activations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizerNames.forKernels("other"))
                .withMessageContaining("'other'")
                .withMessageContaining("approx");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizerNames.forKernels("java.lang.String"))
                .withMessageContaining("java.lang.String");
    }
}
