package io.github.bnn4j.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

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
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.01))
                .list()
                .layer(new BatchNormalization.Builder()
                        .nIn(2)
                        .nOut(2)
                        .useLogStd(logStd)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();

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
