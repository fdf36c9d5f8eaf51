package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.NetworkUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The learning rate is the base updater's, also when it changes in training: the scale goes on top of it. */
class KernelScaledUpdaterScheduleTest {

    /** GLOROT of fans 5 + 4, and a number. */
    private static final Map<String, Double> SCALES = Map.of("0_W", Math.sqrt(6), "3_W", 3.0);

    @ParameterizedTest
    @CsvSource({"true, ITERATION", "false, ITERATION", "true, EPOCH", "false, EPOCH"})
    void followsASchedule(boolean wrapped, ScheduleType type) {
        MultiLayerNetwork net = network(wrapped, new Adam(new ExponentialSchedule(type, 0.02, 0.5)));
        AdamByHand byHand = new AdamByHand();
        // Three epochs of two iterations each.
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int inEpoch = 0; inEpoch < 2; inEpoch++) {
                int iteration = 2 * epoch + inEpoch;
                ObservedStep step = ObservedStep.of(net, MixedNetworks.data(iteration));
                double rate = 0.02 * Math.pow(0.5, type == ScheduleType.ITERATION ? iteration : epoch);
                byHand.assertMoved(step, rate, SCALES);
            }
            net.incrementEpochCount();
        }
    }

    /** As a user trains: fit(iterator) counts the epochs itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void followsEpochsOfFit(boolean wrapped) {
        MultiLayerNetwork scheduled =
                network(wrapped, new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.02, 0.5)));
        MultiLayerNetwork byHand = network(wrapped, new Adam(0.02));
        byHand.setParams(scheduled.params().dup());
        DataSet data = MixedNetworks.data(1);
        for (int epoch = 0; epoch < 3; epoch++) {
            scheduled.fit(new ListDataSetIterator<>(data.asList(), 7));
            byHand.setLearningRate(0.02 * Math.pow(0.5, epoch));
            byHand.fit(new ListDataSetIterator<>(data.asList(), 7));
            assertThat(scheduled.params().toDoubleVector())
                    .as("after epoch %s", epoch)
                    .isEqualTo(byHand.params().toDoubleVector());
        }
    }

    /** Afterwards the new rate holds, and Adam's state is what it was. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setLearningRateForTheWholeNetwork(boolean wrapped) {
        MultiLayerNetwork net = network(wrapped, new Adam(0.01));
        AdamByHand byHand = new AdamByHand();
        for (int t = 1; t <= 2; t++) {
            byHand.assertMoved(ObservedStep.of(net, MixedNetworks.data(t)), 0.01, SCALES);
        }
        NetworkUtils.setLearningRate(net, 0.002);
        for (int layer : new int[] {0, 1, 2, 3, 4}) {
            assertThat(NetworkUtils.getLearningRate(net, layer))
                    .as("layer %s", layer)
                    .isEqualTo(0.002);
        }
        for (int t = 3; t <= 4; t++) {
            byHand.assertMoved(ObservedStep.of(net, MixedNetworks.data(t)), 0.002, SCALES);
        }
        net.setLearningRate(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.5));
        byHand.assertMoved(ObservedStep.of(net, MixedNetworks.data(5)), 0.1 / 16, SCALES);
        byHand.assertMoved(ObservedStep.of(net, MixedNetworks.data(6)), 0.1 / 32, SCALES);
    }

    /**
     * One layer's rate is that layer's alone; DL4J must then take its blocks apart and keep their state. Without batch
     * norm, since DL4J cannot do that where a parameter has no updater state, as batch norm's statistics have none.
     */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 0", "true, 1", "false, 1", "true, 2", "false, 2", "true, 3", "false, 3"})
    void setLearningRateForOneLayer(boolean wrapped, int layer) {
        MultiLayerNetwork net = MixedNetworks.network(
                wrapped ? new KernelScaledUpdater(new Adam(0.01)) : new Adam(0.01),
                binary(KernelLearningRateScale.glorot()),
                new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build(),
                binary(KernelLearningRateScale.of(3)));
        Map<String, Double> scales = Map.of("0_W", Math.sqrt(6), "2_W", 3.0);
        AdamByHand byHand = new AdamByHand();
        byHand.assertMoved(ObservedStep.of(net, MixedNetworks.data(1)), 0.01, scales);
        net.setLearningRate(layer, 0.07);
        for (int t = 2; t <= 4; t++) {
            byHand.assertMoved(
                    ObservedStep.of(net, MixedNetworks.data(t)),
                    name -> name.startsWith(layer + "_") ? 0.07 : 0.01,
                    scales);
        }
        for (int other = 0; other < 4; other++) {
            assertThat(net.getLearningRate(other)).isEqualTo(other == layer ? 0.07 : 0.01);
        }
    }

    private static BinaryDenseLayer binary(KernelLearningRateScale scale) {
        return new BinaryDenseLayer.Builder()
                .nOut(4)
                .hasBias(true)
                .clipKernel(false)
                .learningRateScale(scale)
                .build();
    }

    private static MultiLayerNetwork network(boolean wrapped, Adam adam) {
        Function<IUpdater, IUpdater> wrap = wrapped ? KernelScaledUpdater::new : updater -> updater;
        return MixedNetworks.mixed(wrap.apply(adam), KernelLearningRateScale.glorot(), KernelLearningRateScale.of(3));
    }
}
