package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.assertj.core.data.Offset;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Spaces that are made of others. */
class NestedSpacesTest {

    private static final double[] NONE = {};

    @Test
    void parametersAreThoseOfTheNestedSpaces() {
        ContinuousParameterSpace rate = new ContinuousParameterSpace(.1, .2);
        DecayingAdamSpace adam = new DecayingAdamSpace(rate, rate, 3);
        KernelScaledUpdaterSpace updater = new KernelScaledUpdaterSpace(adam, new ContinuousParameterSpace(.1, .2));
        assertThat(adam.numParameters()).as("shared").isEqualTo(1);
        assertThat(updater.numParameters()).isEqualTo(2);
        assertThat(updater.isLeaf()).isFalse();
        assertThat(new KernelScaledUpdaterSpace(adam).numParameters()).isEqualTo(1);
        assertThat(new BlockCount(new FixedValue<>(1), 0).numParameters()).isZero();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> updater.setIndices(0))
                .withMessageContaining("KernelScaledUpdaterSpace");
    }

    @Test
    void aBlockIsThereIfTheNetworkIsDeepEnough() {
        FixedValue<Integer> two = new FixedValue<>(2);
        assertThat(new BlockCount(two, 0).getValue(NONE)).isEqualTo(1);
        assertThat(new BlockCount(two, 1).getValue(NONE)).isEqualTo(1);
        assertThat(new BlockCount(two, 2).getValue(NONE)).isZero();
    }

    @Test
    void adamIsAsUsualButForItsRate() {
        Adam adam = (Adam) new DecayingAdamSpace(new FixedValue<>(.01), new FixedValue<>(1e-4), 10).getValue(NONE);
        assertThat(adam.getLearningRate(0, 0)).isEqualTo(.01);
        assertThat(adam.getLearningRate(500, 5)).isCloseTo(1e-4, Offset.offset(1e-10));
        assertThat(adam.getLearningRate(900, 10)).isCloseTo(1e-6, Offset.offset(1e-12));
        assertThat(adam.getBeta1()).isEqualTo(Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY);
        assertThat(adam.getBeta2()).isEqualTo(Adam.DEFAULT_ADAM_BETA2_VAR_DECAY);
        assertThat(adam.getEpsilon()).isEqualTo(Adam.DEFAULT_ADAM_EPSILON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecayingAdamSpace(new FixedValue<>(.01), new FixedValue<>(1e-4), 0))
                .withMessageContaining("epochs");
    }

    @Test
    void theUpdaterIsWrapped() {
        assertThat(new KernelScaledUpdaterSpace(new FixedValue<>(new Sgd(.5))).getValue(NONE))
                .isEqualTo(new KernelScaledUpdater(new Sgd(.5)));
    }

    @Test
    void dropoutCountsWhatIsDropped() {
        assertThat(new NoScaleDropoutSpace(new FixedValue<>(.2)).getValue(NONE)).isEqualTo(NoScaleDropout.dropRate(.2));
        assertThat(new NoScaleDropoutSpace(new FixedValue<>(.0)).getValue(NONE)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoScaleDropoutSpace(new FixedValue<>(1.0)).getValue(NONE));
    }

    @Test
    void activationsAreSigns() {
        FixedValue<Quantizer> quantizer = new FixedValue<>(new ApproxSign());
        assertThat(new SignActivationSpace(quantizer).getValue(NONE)).isEqualTo(new SignActivation(new ApproxSign()));
    }

    @Test
    void equalityIsThatOfTheNestedSpaces() {
        assertThat(new BlockCount(new DiscreteParameterSpace<>(1, 2), 1))
                .isEqualTo(new BlockCount(new DiscreteParameterSpace<>(1, 2), 1))
                .isNotEqualTo(new BlockCount(new DiscreteParameterSpace<>(1, 2), 0))
                .isNotEqualTo(new BlockCount(new DiscreteParameterSpace<>(1, 3), 1));
        assertThat(new QuantizerSpace(new SteSign(), new ApproxSign()))
                .isEqualTo(new QuantizerSpace(new SteSign(), new ApproxSign()))
                .isNotEqualTo(new QuantizerSpace(new ApproxSign(), new SteSign()));
    }
}
