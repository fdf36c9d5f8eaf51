package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.networks.SmallNetwork;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What the data must be like. */
class BatchNormRecalibrationIteratorTest {

    @Test
    void anEmptyIteratorIsRefused() {
        MultiLayerNetwork network = network();
        INDArray before = network.params().dup();
        ListDataSetIterator<DataSet> empty = new ListDataSetIterator<>(List.of(), 4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibrate(network, empty))
                .withMessageContaining("norm1")
                .withMessageContaining("no examples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibratedCopy(network, empty))
                .withMessageContaining("no examples");
        assertThat(network.params()).isEqualTo(before);
    }

    @Test
    void anEmptyIteratorIsRefusedForGraphs() {
        ComputationGraph graph = graph();
        Batches empty = new Batches();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibrate(graph, empty))
                .withMessageContaining("no examples");
    }

    /** An iterator that training has used up, or that somebody looked into, still gives all of its data. */
    @Test
    void theIteratorIsReset() {
        ListDataSetIterator<DataSet> usedUp = iterator();
        while (usedUp.hasNext()) {
            usedUp.next();
        }
        ListDataSetIterator<DataSet> begun = iterator();
        begun.next();
        MultiLayerNetwork expected = BatchNormRecalibration.recalibratedCopy(network(), iterator());

        assertThat(BatchNormRecalibration.recalibratedCopy(network(), usedUp).params())
                .isEqualTo(expected.params());
        assertThat(BatchNormRecalibration.recalibratedCopy(network(), begun).params())
                .isEqualTo(expected.params());
    }

    /** Only rank 2 and 4 are known; time series are refused, not guessed at. */
    @Test
    void timeSeriesAreRefused() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new LSTM.Builder().nIn(2).nOut(3).build(),
                        new BatchNormalization.Builder()
                                .name("norm7")
                                .nIn(3)
                                .nOut(3)
                                .build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(3)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build());
        DataSet series = new DataSet(Nd4j.rand(4, 2, 5), Nd4j.rand(4, 2, 5));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BatchNormRecalibration.recalibrate(network, new ListDataSetIterator<>(List.of(series), 4)))
                .withMessageContaining("norm7")
                .withMessageContaining("[4, 3, 5]");
    }

    /** Both branches, one of them right at an input; and data in several batches. */
    @Test
    void aGraphMayHaveSeveralInputs() {
        ComputationGraph graph = graph();
        INDArray a = Nd4j.createFromArray(new float[][] {{1, 10}, {3, 30}, {5, 20}, {7, 40}});
        INDArray b = Nd4j.createFromArray(new float[][] {{0, 1, 2}, {4, 1, 2}, {0, 1, 2}, {4, 1, 8}});
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 2, 2);
        Batches batches = new Batches(
                new MultiDataSet(new INDArray[] {rows(a, 0), rows(b, 0)}, new INDArray[] {labels}),
                new MultiDataSet(new INDArray[] {rows(a, 2), rows(b, 2)}, new INDArray[] {labels}));

        BatchNormRecalibration.recalibrate(graph, batches);

        assertThat(graph.getParam("normA_mean").toFloatVector()).containsExactly(4, 25);
        assertThat(graph.getParam("normA_var").toFloatVector()).containsExactly(5, 125);
        // Dense weights are all one: each of the two units sums its three inputs: 3, 7, 3, 13.
        assertThat(graph.getParam("normB_mean").toFloatVector()).containsExactly(6.5f, 6.5f);
        assertThat(graph.getParam("normB_var").toFloatVector()).containsExactly(16.75f, 16.75f);
    }

    /** As DL4J's own fit takes both kinds of iterators, so does recalibration, with the same result. */
    @Test
    void aGraphWithOneInputTakesADataSetIterator() {
        DataSet all = data();
        Batches batches = new Batches(
                new MultiDataSet(all.getFeatures().get(NDArrayIndex.interval(0, 4)), null),
                new MultiDataSet(all.getFeatures().get(NDArrayIndex.interval(4, 8)), null),
                new MultiDataSet(all.getFeatures().get(NDArrayIndex.interval(8, 9)), null));
        ComputationGraph expected = network().toComputationGraph();
        INDArray before = expected.params().dup();
        BatchNormRecalibration.recalibrate(expected, batches);
        assertThat(expected.params()).isNotEqualTo(before);

        ComputationGraph graph = network().toComputationGraph();
        assertThat(BatchNormRecalibration.recalibratedCopy(graph, iterator()).params())
                .isEqualTo(expected.params());
        assertThat(graph.params()).isEqualTo(before);
        BatchNormRecalibration.recalibrate(graph, iterator());
        assertThat(graph.params()).isEqualTo(expected.params());
    }

    /** Their statistics would be NaN, and so all that the network says. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNotFiniteIsRefusedAndLeavesTheNetworkAsItWas(float value) {
        DataSet spoilt = data();
        spoilt.getFeatures().putScalar(7, 1, value);
        MultiLayerNetwork network = network();
        INDArray before = network.params().dup();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibrate(network, new SingletonDataSetIterator(spoilt)))
                .withMessageContaining("norm1")
                .withMessageContaining("NaN");
        assertThat(network.params()).isEqualTo(before);

        ComputationGraph graph = network().toComputationGraph();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibrate(graph, new SingletonDataSetIterator(spoilt)))
                .withMessageContaining("NaN");
        assertThat(graph.params()).isEqualTo(before);
    }

    /** Recalibration looks at the features alone. */
    @Test
    void dataWithoutLabelsWillDo() {
        DataSet unlabelled = new DataSet(data().getFeatures(), null);
        DataSetIterator batches = new SingletonDataSetIterator(unlabelled);
        INDArray expected = BatchNormRecalibration.recalibratedCopy(
                        network(), new ListDataSetIterator<>(List.of(data()), 9))
                .params();

        assertThat(BatchNormRecalibration.recalibratedCopy(network(), batches).params())
                .isEqualTo(expected);
        assertThat(BatchNormRecalibration.recalibratedCopy(network().toComputationGraph(), batches)
                        .params())
                .isEqualTo(expected);
    }

    @Test
    void aGraphWithTwoInputsRefusesADataSetIterator() {
        ComputationGraph graph = graph();
        INDArray before = graph.params().dup();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibrate(graph, iterator()))
                .withMessageContaining("[a, b]")
                .withMessageContaining("MultiDataSetIterator");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchNormRecalibration.recalibratedCopy(graph, iterator()))
                .withMessageContaining("[a, b]");
        assertThat(graph.params()).isEqualTo(before);
    }

    private static INDArray rows(INDArray matrix, int first) {
        return matrix.get(NDArrayIndex.interval(first, first + 2), NDArrayIndex.all());
    }

    private static MultiLayerNetwork network() {
        return new SmallNetwork()
                .chain(
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        new BatchNormalization.Builder()
                                .name("norm1")
                                .nIn(2)
                                .nOut(2)
                                .build());
    }

    private static ComputationGraph graph() {
        return new SmallNetwork().graph(vertices -> vertices.addInputs("a", "b")
                .addLayer("normA", normalization(), "a")
                .addLayer(
                        "denseB",
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(2)
                                .weightInit(WeightInit.ONES)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "b")
                .addLayer("normB", normalization(), "denseB")
                .addVertex("merge", new MergeVertex(), "normA", "normB")
                .addLayer("out", linearOutput(4, 2), "merge")
                .setOutputs("out"));
    }

    private static BatchNormalization normalization() {
        return new BatchNormalization.Builder().nIn(2).nOut(2).useLogStd(false).build();
    }

    private static ListDataSetIterator<DataSet> iterator() {
        return new ListDataSetIterator<>(data().asList(), 4);
    }

    private static DataSet data() {
        Nd4j.getRandom().setSeed(5);
        return new DataSet(Nd4j.rand(DataType.FLOAT, 9, 3), Nd4j.zeros(9, 2));
    }
}
