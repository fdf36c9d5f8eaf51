package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.block.BiRealNet;
import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.block.ReActNet;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Recalibration around shortcuts. */
class BatchNormRecalibrationResidualTest {

    private static final int EXAMPLES = 30;

    /**
     * DL4J's ActivationLayer overwrites what it is given where activations are kept: then the sum would be of two signs. By hand:
     * {@code mean(x + sign(x))}, of whatever other vertices see as well, the features among them.
     */
    @ParameterizedTest
    @EnumSource(WorkspaceMode.class)
    void aShortcutAroundAStockActivationAddsWhatItShould(WorkspaceMode mode) {
        ComputationGraph graph = new SmallNetwork().workspaces(mode).graph(vertices -> vertices.addInputs("in")
                .addLayer("first", norm(2), "in")
                .addLayer("sign", new ActivationLayer(new SignActivation()), "first")
                .addLayer("dropped", new DropoutLayer(NoScaleDropout.dropRate(.5)), "sign")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "dropped")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "in")
                .addVertex("all", new ElementWiseVertex(ElementWiseVertex.Op.Add), "sum", "relu", "in")
                .addLayer("second", norm(2), "all")
                .addLayer("out", linearOutput(2, 2), "second")
                .setOutputs("out"));
        Nd4j.getRandom().setSeed(4);
        INDArray x = Nd4j.randn(DataType.FLOAT, EXAMPLES, 2).addi(.25);
        INDArray before = x.dup();

        BatchNormRecalibration.recalibrate(
                graph, new ListDataSetIterator<>(new DataSet(x, Nd4j.zeros(EXAMPLES, 2)).asList(), 7));

        assertThat(x).isEqualTo(before);
        for (int feature = 0; feature < 2; feature++) {
            double[] values = before.getColumn(feature).toDoubleVector();
            assertMoments(graph, "first", feature, values);
            double mean = mean(values);
            double deviation = Math.sqrt(variance(values) + 1e-5);
            double[] sums = new double[EXAMPLES];
            for (int i = 0; i < EXAMPLES; i++) {
                double normalized = (values[i] - mean) / deviation;
                sums[i] = normalized + (normalized >= 0 ? 1 : -1) + Math.max(0, values[i]) + values[i];
            }
            assertMoments(graph, "second", feature, sums);
        }
    }

    private static void assertMoments(ComputationGraph graph, String vertex, int feature, double[] values) {
        assertThat(graph.getParam(vertex + "_mean").getDouble(feature)).isCloseTo(mean(values), within(1e-4));
        assertThat(graph.getParam(vertex + "_var").getDouble(feature)).isCloseTo(variance(values), within(1e-4));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    /**
     * All normalization layers of all kinds of blocks, stem, branches and shortcuts: with exact statistics over the whole data as one
     * mini-batch, inference says what training says of that mini-batch, as nothing is dropped.
     */
    @Test
    void inferenceOfRecalibratedBlocksSaysWhatTrainingSaysOfTheWholeData() {
        ComputationGraph graph = new SmallNetwork().updater(new Sgd(.01)).graph(vertices -> {
            vertices.addInputs("in");
            String last = QuickNet.stem(vertices, "stem", "in", 4, 1);
            last = BiRealNet.block(vertices, "bireal1", last, 4);
            last = BiRealNet.transition(vertices, "bireal2", last, 5);
            last = ReActNet.block(vertices, "react1", last, 5);
            last = ReActNet.transition(vertices, "react2", last, 6);
            last = QuickNet.block(vertices, "quick1", last, 6);
            last = QuickNet.transition(vertices, "quick2", last, 7);
            return vertices.setOutputs(QuickNet.top(vertices, "top", last, 3))
                    .setInputTypes(InputType.convolutional(16, 16, 2));
        });
        Nd4j.getRandom().setSeed(6);
        INDArray x = Nd4j.randn(DataType.FLOAT, EXAMPLES, 2, 16, 16);
        INDArray trained = graph.output(true, x)[0].dup();
        assertThat(graph.outputSingle(x).equalsWithEps(trained, 1e-2))
                .as("before recalibration")
                .isFalse();

        BatchNormRecalibration.recalibrate(
                graph, new ListDataSetIterator<>(new DataSet(x, Nd4j.zeros(EXAMPLES, 3)).asList(), 10));

        // A sign near its threshold may flip, as rounding differs: not more than a few in a hundred thousand.
        assertThat(graph.outputSingle(x).sub(trained).amaxNumber().doubleValue())
                .isLessThan(2e-2);
    }

    /** As in a graph: an activation that comes first must not make signs of the iterator's own features. */
    @Test
    void theFeaturesOfAChainStayAsTheyAre() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(new ActivationLayer(new SignActivation()), norm(2), norm(2), linearOutput(2, 2));
        INDArray x = Nd4j.createFromArray(new float[][] {{.5f, -.5f}, {2, 3}});
        INDArray before = x.dup();

        BatchNormRecalibration.recalibrate(
                network, new ListDataSetIterator<>(List.of(new DataSet(x, Nd4j.zeros(2, 2))), 2));

        assertThat(x).isEqualTo(before);
        assertThat(network.getParam("1_mean")).isEqualTo(Nd4j.createFromArray(1f, 0f));
    }

    private static BatchNormalization norm(int width) {
        return new FastBatchNormalization.Builder()
                .nIn(width)
                .nOut(width)
                .useLogStd(false)
                .build();
    }
}
