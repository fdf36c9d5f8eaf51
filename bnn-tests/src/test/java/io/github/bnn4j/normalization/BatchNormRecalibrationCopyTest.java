package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.listener.FlipRatioListener;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Evaluating by a recalibrated copy in the middle of training must not be felt by the training. */
class BatchNormRecalibrationCopyTest {

    @Test
    void leavesTheNetworkAsItIs() {
        MultiLayerNetwork network = trainedNetwork();
        MultiLayerNetwork twin = trainedNetwork();
        INDArray params = network.params().dup();
        INDArray state = network.getUpdater().getStateViewArray().dup();
        String configuration = network.getLayerWiseConfigurations().toJson();

        MultiLayerNetwork copy = BatchNormRecalibration.recalibratedCopy(network, iterator());

        assertThat(network.params().equalsWithEps(params, 0)).isTrue();
        assertThat(network.getUpdater().getStateViewArray().equalsWithEps(state, 0))
                .isTrue();
        assertThat(network.getLayerWiseConfigurations().toJson()).isEqualTo(configuration);
        assertThat(network.getListeners()).hasSize(1);
        assertThat(copy.output(data(50).getFeatures()).equalsWithEps(network.output(data(50).getFeatures()), 1e-3))
                .as("a copy that differs in nothing")
                .isFalse();

        for (int step = 50; step < 55; step++) {
            fit(network, step);
            fit(twin, step);
            BatchNormRecalibration.recalibratedCopy(network, iterator());
        }
        assertThat(network.params().equalsWithEps(twin.params(), 0))
                .as("trained as if nobody had looked")
                .isTrue();
    }

    @Test
    void differsInTheStatisticsOnly() {
        MultiLayerNetwork network = trainedNetwork();
        MultiLayerNetwork copy = BatchNormRecalibration.recalibratedCopy(network, iterator());

        assertThat(copy.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
        assertThat(copy.getListeners()).isEmpty();
        copy.paramTable().forEach((name, param) -> assertThat(param.equals(network.getParam(name)))
                .as(name)
                .isEqualTo(!name.equals("1_mean") && !name.equals("1_log10stdev")));
    }

    @Test
    void isANetworkOfItsOwn() {
        MultiLayerNetwork network = trainedNetwork();
        MultiLayerNetwork copy = BatchNormRecalibration.recalibratedCopy(network, iterator());
        INDArray params = network.params().dup();
        INDArray copied = copy.params().dup();

        fit(copy, 60);
        assertThat(network.params().equalsWithEps(params, 0)).isTrue();
        assertThat(copy.params().equalsWithEps(copied, 0)).isFalse();
    }

    /** In place it is the same as in the copy. */
    @Test
    void recalibrateChangesTheNetworkItself() {
        MultiLayerNetwork network = trainedNetwork();
        MultiLayerNetwork copy = BatchNormRecalibration.recalibratedCopy(network, iterator());

        BatchNormRecalibration.recalibrate(network, iterator());

        assertThat(network.params().equalsWithEps(copy.params(), 0)).isTrue();
    }

    @Test
    void leavesAGraphAsItIs() {
        ComputationGraph graph = trainedGraph();
        ComputationGraph twin = trainedGraph();
        INDArray state = graph.getUpdater().getStateViewArray().dup();

        ComputationGraph copy = BatchNormRecalibration.recalibratedCopy(graph, multiIterator());

        assertThat(graph.params().equalsWithEps(twin.params(), 0)).isTrue();
        assertThat(graph.getUpdater().getStateViewArray().equalsWithEps(state, 0))
                .isTrue();
        assertThat(copy.getListeners()).isEmpty();
        copy.paramTable().forEach((name, param) -> assertThat(param.equals(graph.getParam(name)))
                .as(name)
                .isEqualTo(!name.equals("norm_mean") && !name.equals("norm_log10stdev")));
        for (int step = 50; step < 55; step++) {
            fit(graph, step);
            fit(twin, step);
            BatchNormRecalibration.recalibratedCopy(graph, multiIterator());
        }
        assertThat(graph.params().equalsWithEps(twin.params(), 0)).isTrue();
        BatchNormRecalibration.recalibrate(graph, multiIterator());
        assertThat(graph.params().equalsWithEps(twin.params(), 0)).isFalse();
    }

    private static MultiLayerNetwork trainedNetwork() {
        MultiLayerNetwork network = small().chain(
                        binary(),
                        new BatchNormalization.Builder().nIn(8).nOut(8).build(),
                        new ActivationLayer(new SignActivation()),
                        linearOutput(8, 2));
        network.setListeners(new FlipRatioListener(1000));
        for (int step = 1; step <= 5; step++) {
            fit(network, step);
        }
        return network;
    }

    private static ComputationGraph trainedGraph() {
        ComputationGraph graph = small().graph(vertices -> vertices.addInputs("in")
                .addLayer("binary", binary(), "in")
                .addLayer(
                        "norm", new BatchNormalization.Builder().nIn(8).nOut(8).build(), "binary")
                .addLayer("sign", new ActivationLayer(new SignActivation()), "norm")
                .addLayer("out", linearOutput(8, 2), "sign")
                .setOutputs("out"));
        graph.setListeners(new FlipRatioListener(1000));
        for (int step = 1; step <= 5; step++) {
            fit(graph, step);
        }
        return graph;
    }

    private static SmallNetwork small() {
        return new SmallNetwork().updater(new KernelScaledUpdater(new Adam(0.01)));
    }

    private static BinaryDenseLayer binary() {
        return new BinaryDenseLayer.Builder()
                .nIn(6)
                .nOut(8)
                .dropOut(NoScaleDropout.dropRate(0.5))
                .build();
    }

    private static void fit(NeuralNetwork network, long seed) {
        DataSet data = data(seed);
        Nd4j.getRandom().setSeed(seed); // dropout of twins alike
        network.fit(data);
    }

    private static DataSet data(long seed) {
        return RandomData.of(DataType.FLOAT, 20, 6, 2, seed);
    }

    private static ListDataSetIterator<DataSet> iterator() {
        return new ListDataSetIterator<>(data(99).asList(), 6);
    }

    private static Batches multiIterator() {
        DataSet data = data(99);
        return new Batches(new MultiDataSet(data.getFeatures(), data.getLabels()));
    }
}
