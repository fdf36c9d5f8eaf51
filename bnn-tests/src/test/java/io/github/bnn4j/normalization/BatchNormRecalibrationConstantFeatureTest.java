package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.networks.SmallNetwork;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A unit that always says the same has variance 0, and DL4J stores a logarithm by default: nothing may become infinite or
 * NaN, now or when training goes on.
 */
class BatchNormRecalibrationConstantFeatureTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysUsable(boolean logStd) {
        DataSet data = new DataSet(
                Nd4j.createFromArray(new float[][] {{1, 5}, {2, 5}, {3, 5}}),
                Nd4j.createFromArray(new float[][] {{1}, {0}, {1}}));
        MultiLayerNetwork network = new SmallNetwork()
                .updater(new Sgd(0.01))
                .chain(
                        new BatchNormalization.Builder()
                                .nIn(2)
                                .nOut(2)
                                .useLogStd(logStd)
                                .build(),
                        linearOutput(2, 1));

        BatchNormRecalibration.recalibrate(network, new ListDataSetIterator<>(data.asList(), 3));

        INDArray normalized = network.feedForward(data.getFeatures()).get(1);
        assertThat(normalized.getDouble(0, 0)).isCloseTo(-Math.sqrt(1.5), within(1e-3));
        assertThat(normalized.getColumn(1).toFloatVector()).containsExactly(0, 0, 0);
        for (int step = 0; step < 10; step++) {
            network.fit(data);
        }
        assertThat(network.params().toFloatVector())
                .doesNotContain(Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }
}
