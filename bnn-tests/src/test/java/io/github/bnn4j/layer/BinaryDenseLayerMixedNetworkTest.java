package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.softmaxOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Binary layers among stock ones, in both kinds of network, both precisions, with and without workspaces. */
class BinaryDenseLayerMixedNetworkTest {

    enum Topology {
        CONVOLUTIONAL(BinaryDenseLayerMixedNetworkTest::convolutional, BinaryDenseLayerMixedNetworkTest::images),
        GRAPH(BinaryDenseLayerMixedNetworkTest::graph, BinaryDenseLayerMixedNetworkTest::images),
        RECURRENT(BinaryDenseLayerMixedNetworkTest::recurrent, BinaryDenseLayerMixedNetworkTest::series);

        private final Function<SmallNetwork, NeuralNetwork> network;
        private final Function<DataType, DataSet> data;
        private final Function<DataType, DataSet> others;

        Topology(Function<SmallNetwork, NeuralNetwork> network, BiFunction<DataType, Long, DataSet> data) {
            this.network = network;
            this.data = type -> data.apply(type, Seeds.or(21));
            this.others = type -> data.apply(type, 1000 + Seeds.or(21));
        }

        NeuralNetwork create(DataType type, WorkspaceMode workspaces) {
            return network.apply(new SmallNetwork()
                    .seed(Seeds.or(3))
                    .type(type)
                    .updater(new KernelScaledUpdater(new Adam(0.05)))
                    .workspaces(workspaces));
        }
    }

    /** With many seeds one is enough: workspaces change nothing, says another test. */
    private static Stream<WorkspaceMode> workspaces() {
        return Seeds.asked() ? Stream.of(WorkspaceMode.ENABLED) : Stream.of(WorkspaceMode.ENABLED, WorkspaceMode.NONE);
    }

    static Stream<Arguments> all() {
        return Stream.of(Topology.values()).flatMap(architecture -> Stream.of(DataType.FLOAT, DataType.DOUBLE)
                .flatMap(type -> workspaces().map(workspaces -> Arguments.of(architecture, type, workspaces))));
    }

    /** On the examples that it sees, and on others: labels that mean nothing can be learnt by heart. */
    @Trains
    @ParameterizedTest
    @MethodSource("all")
    void fitReducesTheLoss(Topology architecture, DataType type, WorkspaceMode workspaces) {
        NeuralNetwork network = architecture.create(type, workspaces);
        DataSet data = architecture.data.apply(type);
        DataSet others = architecture.others.apply(type);

        double first = averageLoss(network, data, 3);
        averageLoss(network, data, 20);
        double last = averageLoss(network, data, 3);

        String what = architecture + " of " + type;
        Learnt.assertBelow(what + ", last loss by first", last / first, .6);
        Evaluation evaluation = network.doEvaluation(new ExistingDataSetIterator(List.of(others)), new Evaluation())[0];
        Learnt.assertErrorBelowHalfOfGuessing(what, 100 * (1 - evaluation.accuracy()), 2);
        assertThat(network.params().dataType()).isEqualTo(type);
    }

    /** An array in the wrong workspace is overwritten sooner or later, and the results differ. */
    @ParameterizedTest
    @EnumSource(Topology.class)
    void workspacesChangeNothing(Topology architecture) {
        NeuralNetwork with = architecture.create(DataType.FLOAT, WorkspaceMode.ENABLED);
        NeuralNetwork without = architecture.create(DataType.FLOAT, WorkspaceMode.NONE);
        DataSet data = architecture.data.apply(DataType.FLOAT);
        assertThat(with.params()).isEqualTo(without.params());

        averageLoss(with, data, 4);
        averageLoss(without, data, 4);

        assertThat(with.params().equalsWithEps(without.params(), 0)).isTrue();
        assertThat(output(with, data).equalsWithEps(output(without, data), 0)).isTrue();
    }

    /** Iterators often give doubles to a network of floats: they count as the floats they round to. */
    @ParameterizedTest
    @EnumSource(Topology.class)
    void featuresOfAnotherTypeAreCast(Topology architecture) {
        NeuralNetwork floats = architecture.create(DataType.FLOAT, WorkspaceMode.ENABLED);
        NeuralNetwork doubles = architecture.create(DataType.FLOAT, WorkspaceMode.ENABLED);
        DataSet data = architecture.data.apply(DataType.FLOAT);
        DataSet asDoubles = new DataSet(
                data.getFeatures().castTo(DataType.DOUBLE),
                data.getLabels(),
                data.getFeaturesMaskArray(),
                data.getLabelsMaskArray());

        averageLoss(floats, data, 3);
        averageLoss(doubles, asDoubles, 3);

        assertThat(doubles.params().equalsWithEps(floats.params(), 0)).isTrue();
        assertThat(output(doubles, asDoubles)).isEqualTo(output(floats, data));
    }

    /** DL4J's own summary prints every layer. */
    @ParameterizedTest
    @EnumSource(Topology.class)
    void summaryNamesTheLayer(Topology architecture) {
        NeuralNetwork network = architecture.create(DataType.FLOAT, WorkspaceMode.ENABLED);
        assertThat(network instanceof MultiLayerNetwork mln ? mln.summary() : ((ComputationGraph) network).summary())
                .contains("BinaryDenseLayer");
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void convertsToAnotherPrecision(Topology architecture) {
        NeuralNetwork floats = architecture.create(DataType.FLOAT, WorkspaceMode.ENABLED);
        NeuralNetwork doubles = floats instanceof MultiLayerNetwork mln
                ? mln.convertDataType(DataType.DOUBLE)
                : ((ComputationGraph) floats).convertDataType(DataType.DOUBLE);
        INDArray output = output(doubles, architecture.data.apply(DataType.DOUBLE));
        assertThat(output.dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(output.castTo(DataType.FLOAT)
                        .equalsWithEps(output(floats, architecture.data.apply(DataType.FLOAT)), 1e-4))
                .isTrue();
    }

    /** The generator is seeded before each step, so that two networks drop and draw the same. */
    private static double averageLoss(NeuralNetwork network, DataSet data, int steps) {
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            Nd4j.getRandom().setSeed(step + 1); // seed 0 would be the time of day
            network.fit(data);
            sum += network instanceof MultiLayerNetwork mln ? mln.score() : ((ComputationGraph) network).score();
        }
        return sum / steps;
    }

    private static INDArray output(NeuralNetwork network, DataSet data) {
        return network instanceof MultiLayerNetwork mln
                ? mln.output(data.getFeatures(), false, data.getFeaturesMaskArray(), data.getLabelsMaskArray())
                : ((ComputationGraph) network).outputSingle(data.getFeatures());
    }

    private static NeuralNetwork convolutional(SmallNetwork small) {
        MultiLayerNetwork network = small.input(InputType.convolutional(6, 6, 1))
                .chain(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        new BinaryDenseLayer.Builder().nOut(16).build(),
                        new BatchNormalization.Builder().build(),
                        new ActivationLayer(new SignActivation()),
                        new BinaryDenseLayer.Builder()
                                .nOut(12)
                                .dropOut(NoScaleDropout.dropRate(0.1))
                                .hasBias(true)
                                .activation(Activation.TANH)
                                .build(),
                        new DenseLayer.Builder()
                                .nOut(10)
                                .activation(Activation.TANH)
                                .build(),
                        new BinaryDenseLayer.Builder()
                                .nOut(12)
                                .inputQuantizer(new SteSign())
                                .dropOut(NoScaleDropout.dropRate(0.1))
                                .build(),
                        new BatchNormalization.Builder().build(),
                        softmaxOutput(2));
        assertThat(network.getLayerWiseConfigurations().getInputPreProcess(1))
                .isInstanceOf(CnnToFeedForwardPreProcessor.class);
        return network;
    }

    private static NeuralNetwork graph(SmallNetwork small) {
        return small.graph(vertices -> vertices.addInputs("in")
                .addLayer("binary", new BinaryDenseLayer.Builder().nOut(16).build(), "in")
                .addLayer("norm", new BatchNormalization.Builder().build(), "binary")
                .addLayer("sign", new ActivationLayer(new SignActivation()), "norm")
                .addLayer(
                        "stochastic",
                        new BinaryDenseLayer.Builder()
                                .nOut(8)
                                .kernelQuantizer(new StochasticSign())
                                .activation(Activation.SOFTSIGN)
                                .build(),
                        "sign")
                .addLayer(
                        "conv",
                        // Not the default: what it gives is positive, so that its sign says nothing.
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build(),
                        "in")
                .addLayer(
                        "quantizing",
                        new BinaryDenseLayer.Builder()
                                .nOut(8)
                                .inputQuantizer(new SteSign())
                                .build(),
                        "conv")
                .addVertex("merge", new MergeVertex(), "stochastic", "quantizing", "sign")
                .addLayer("mergedNorm", new BatchNormalization.Builder().build(), "merge")
                .addLayer("out", softmaxOutput(2), "mergedNorm")
                .setOutputs("out")
                .setInputTypes(InputType.convolutional(6, 6, 1)));
    }

    private static NeuralNetwork recurrent(SmallNetwork small) {
        MultiLayerNetwork network = small.input(InputType.recurrent(2, 5))
                .chain(
                        new LSTM.Builder().nOut(12).build(),
                        new BinaryDenseLayer.Builder()
                                .nOut(12)
                                .hasBias(true)
                                .activation(Activation.TANH)
                                .build(),
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build());
        assertThat(network.getLayerWiseConfigurations().getInputPreProcess(1))
                .isInstanceOf(RnnToFeedForwardPreProcessor.class);
        return network;
    }

    /** Two classes: brighter on the left, or on the right. */
    private static DataSet images(DataType type, long seed) {
        Nd4j.getRandom().setSeed(seed);
        int examples = 40;
        INDArray images = Nd4j.rand(DataType.FLOAT, examples, 1, 6, 6).muli(2).subi(1);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, examples, 2);
        for (int i = 0; i < examples; i++) {
            int side = i % 2;
            for (int row = 0; row < 6; row++) {
                images.putScalar(new int[] {i, 0, row, 5 * side}, 1.5);
            }
            labels.putScalar(i, side, 1);
        }
        return new DataSet(images.castTo(type), labels.castTo(type));
    }

    /** Two classes at each step: the sign of the first feature, far from 0. Some series are shorter. */
    private static DataSet series(DataType type, long seed) {
        Nd4j.getRandom().setSeed(seed);
        int examples = 24;
        int steps = 5;
        INDArray series = Nd4j.rand(DataType.FLOAT, examples, 2, steps).muli(2).subi(1);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, examples, 2, steps);
        INDArray mask = Nd4j.ones(DataType.FLOAT, examples, steps);
        for (int i = 0; i < examples; i++) {
            for (int t = 0; t < steps; t++) {
                int label = series.getDouble(i, 0, t) > 0 ? 1 : 0;
                series.putScalar(new int[] {i, 0, t}, series.getDouble(i, 0, t) + 2 * label - 1);
                labels.putScalar(new int[] {i, label, t}, 1);
            }
            if (i % 3 == 0) {
                mask.putScalar(i, 4, 0);
            }
        }
        return new DataSet(series.castTo(type), labels.castTo(type), mask.castTo(type), mask.castTo(type));
    }
}
