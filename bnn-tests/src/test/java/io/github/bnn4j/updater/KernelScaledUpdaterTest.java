package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.serialization.Copies;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** A configuration like any updater's: data, with the base updater's state and learning rate. */
class KernelScaledUpdaterTest {

    static List<KernelScaledUpdater> examples() {
        return List.of(
                new KernelScaledUpdater(new Adam(0.003)),
                new KernelScaledUpdater(new Adam(0.003), 0.25),
                new KernelScaledUpdater(new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.003, 0.99))),
                new KernelScaledUpdater(new Sgd(0.1)),
                KernelScaledUpdater.forKernel(new Adam(0.003), 12),
                KernelScaledUpdater.forKernel(new KernelScaledUpdater(new Adam(0.003), 0.25), 12));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void copiesAreEqual(KernelScaledUpdater updater) {
        for (IUpdater copy : Copies.of((IUpdater) updater, IUpdater.class)) {
            assertCopy(updater, copy);
        }
        assertCopy(updater, updater.clone());
    }

    private static void assertCopy(KernelScaledUpdater original, IUpdater copy) {
        assertThat(copy).isNotSameAs(original).isEqualTo(original).hasSameHashCodeAs(original);
        KernelScaledUpdater scaled = (KernelScaledUpdater) copy;
        assertThat(scaled.getBase()).isNotSameAs(original.getBase()).isEqualTo(original.getBase());
        assertThat(scaled.getMultiplier()).isEqualTo(original.getMultiplier());
        assertThat(scaled.getKernelScale()).isEqualTo(original.getKernelScale());
        assertThat(copy.getLearningRate(10, 5)).isEqualTo(original.getLearningRate(10, 5));
    }

    /** DL4J updates neighbours with equal updaters as one: whatever makes another step must make them unequal. */
    @Test
    void baseMultiplierAndKernelScaleTakePartInEquals() {
        assertThat(examples()).doesNotHaveDuplicates();
        assertThat(KernelScaledUpdater.forKernel(new Adam(0.003), 12))
                .isEqualTo(KernelScaledUpdater.forKernel(new Adam(0.003), 12))
                .isNotEqualTo(KernelScaledUpdater.forKernel(new Adam(0.003), 11))
                .isNotEqualTo(KernelScaledUpdater.forKernel(new Adam(0.002), 12))
                .isNotEqualTo(new Adam(0.003));
    }

    @Test
    void aCloneHasALearningRateOfItsOwn() {
        KernelScaledUpdater original = new KernelScaledUpdater(new Sgd(0.1));
        original.clone().setLrAndSchedule(0.5, null);
        assertThat(original.getLearningRate(0, 0)).isEqualTo(0.1);
    }

    @Test
    void learningRateAndStateAreTheBaseUpdaters() {
        KernelScaledUpdater scheduled =
                KernelScaledUpdater.forKernel(new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.003, 0.5)), 12);
        assertThat(scheduled.getLearningRate(99, 2)).isEqualTo(0.003 / 4);
        scheduled.setLrAndSchedule(0.5, null);
        assertThat(scheduled.getLearningRate(99, 2)).isEqualTo(0.5);
        assertThat(scheduled.hasLearningRate()).isTrue();
        assertThat(new KernelScaledUpdater(new AdaDelta()).hasLearningRate()).isFalse();
        assertThat(new KernelScaledUpdater(new Sgd(0.1)).stateSize(10)).isZero();
        assertThat(new KernelScaledUpdater(new Adam()).stateSize(10)).isEqualTo(20);
        assertThat(new KernelScaledUpdater(new AMSGrad()).stateSize(10)).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMultiplierThatCannotBe(double multiplier) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelScaledUpdater(new Adam(), multiplier))
                .withMessageContaining("multiplier of KernelScaledUpdater")
                .withMessageEndingWith("got " + multiplier);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelScaledUpdater.forKernel(new Adam(), multiplier))
                .withMessageContaining("scale of KernelScaledUpdater")
                .withMessageEndingWith("got " + multiplier);
    }

    @Test
    void refusesNoUpdaterAndItsOwnKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelScaledUpdater(null))
                .withMessageEndingWith("got null");
        KernelScaledUpdater scaled = new KernelScaledUpdater(new Adam());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelScaledUpdater(scaled))
                .withMessageEndingWith("got " + scaled);
    }

    @Test
    void survivesTheConfigurationsFormats() {
        MultiLayerConfiguration original = MixedNetworks.mixed(
                        new KernelScaledUpdater(new Adam(0.003), 0.25),
                        KernelLearningRateScale.glorot(),
                        KernelLearningRateScale.of(3))
                .getLayerWiseConfigurations();
        for (MultiLayerConfiguration copy : Copies.of(original)) {
            assertThat(copy).isEqualTo(original);
            BinaryDenseLayer first = (BinaryDenseLayer) copy.getConf(0).getLayer();
            BinaryDenseLayer second = (BinaryDenseLayer) copy.getConf(3).getLayer();
            assertThat(((KernelScaledUpdater) first.getUpdaterByParam("W")).getKernelScale())
                    .isEqualTo(0.25 / Math.sqrt(1.5 / 9));
            assertThat(((KernelScaledUpdater) second.getUpdaterByParam("W")).getKernelScale())
                    .isEqualTo(0.75);
            assertThat(first.getUpdaterByParam("b")).isEqualTo(new KernelScaledUpdater(new Adam(0.003), 0.25));
        }
    }
}
