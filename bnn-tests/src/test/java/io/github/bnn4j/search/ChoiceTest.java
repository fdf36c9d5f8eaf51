package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void ofOneValueIsFixed() {
        assertThat(Choice.of(3)).isEqualTo(new FixedValue<>(3));
        assertThat(Choice.of(3, 4)).isEqualTo(new DiscreteParameterSpace<>(3, 4));
    }

    @Test
    void withoutValuesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Choice.of(new Integer[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Choice.of((Integer[]) null));
        assertThatIllegalArgumentException().isThrownBy(() -> new QuantizerSpace());
        assertThatIllegalArgumentException().isThrownBy(() -> new QuantizerSpace((Quantizer[]) null));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelBoundSpace(new KernelBound[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelLearningRateScaleSpace(new KernelLearningRateScale[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new OutputLossSpace());
    }

    @Test
    void aSpaceOfOneValueIsNoParameter() {
        QuantizerSpace space = new QuantizerSpace(new SteSign());
        space.setIndices();
        assertThat(space.numParameters()).isZero();
        assertThat(space.getValue(new double[0])).isEqualTo(new SteSign());
        assertThat(new QuantizerSpace(new SteSign(), new SteSign(2)).numParameters())
                .isEqualTo(1);
    }
}
