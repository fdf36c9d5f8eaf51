package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.serialization.Copies;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Training that was saved and taken up again ends exactly, bit for bit, where unbroken training ends. */
class KernelScaledUpdaterResumeTest {

    static List<IUpdater> updaters() {
        return List.of(
                new KernelScaledUpdater(new Adam(0.01)),
                new KernelScaledUpdater(new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.02, 0.9)), 0.25),
                new Adam(0.01),
                new KernelScaledUpdater(new Nesterovs(0.01)),
                new KernelScaledUpdater(new AMSGrad(0.01)),
                new KernelScaledUpdater(new Sgd(0.01)));
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void savedAndRestored(IUpdater updater) {
        assertSameEnd(updater, Copies::saved);
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void cloned(IUpdater updater) {
        assertSameEnd(updater, MultiLayerNetwork::clone);
    }

    private static void assertSameEnd(IUpdater updater, UnaryOperator<MultiLayerNetwork> copy) {
        MultiLayerNetwork unbroken = network(updater);
        train(unbroken, 0, 6);
        MultiLayerNetwork broken = network(updater);
        train(broken, 0, 3);
        MultiLayerNetwork resumed = copy.apply(broken);
        assertThat(resumed.getLayerWiseConfigurations()).isEqualTo(broken.getLayerWiseConfigurations());
        assertThat(resumed.params().toDoubleVector()).isEqualTo(broken.params().toDoubleVector());
        train(resumed, 3, 6);
        assertThat(resumed.params().toDoubleVector())
                .isEqualTo(unbroken.params().toDoubleVector())
                .isNotEqualTo(broken.params().toDoubleVector());
    }

    private static MultiLayerNetwork network(IUpdater updater) {
        return MixedNetworks.mixed(updater.clone(), KernelLearningRateScale.glorot(), KernelLearningRateScale.of(3));
    }

    private static void train(MultiLayerNetwork net, int from, int to) {
        for (int step = from; step < to; step++) {
            net.fit(MixedNetworks.data(step));
        }
    }
}
