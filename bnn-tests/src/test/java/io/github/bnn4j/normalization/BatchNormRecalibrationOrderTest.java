package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A whole network, followed by hand in plain loops: dropout is off, and the second normalization sees what the first one
 * makes of its input once it is recalibrated.
 */
class BatchNormRecalibrationOrderTest {

    private static final int EXAMPLES = 40;
    private static final int IN = 5;
    private static final int HIDDEN = 6;
    private static final double EPS = 1e-4;

    private INDArray features;

    @BeforeEach
    void drawFeatures() {
        Nd4j.getRandom().setSeed(11);
        features = Nd4j.randn(DataType.DOUBLE, EXAMPLES, IN).addi(0.3);
    }

    @Test
    void multiLayerNetwork() {
        MultiLayerNetwork network = small().chain(layers());
        network.fit(new DataSet(features, Nd4j.rand(DataType.DOUBLE, EXAMPLES, 2)));
        network.fit(new DataSet(features, Nd4j.rand(DataType.DOUBLE, EXAMPLES, 2)));

        BatchNormRecalibration.recalibrate(
                network, new ListDataSetIterator<>(new DataSet(features, Nd4j.zeros(EXAMPLES, 2)).asList(), 16));

        assertFollowsByHand(
                network.getParam("0_W"),
                network.getLayer(1).paramTable(),
                network.getParam("3_W"),
                network.getLayer(4).paramTable());
    }

    @Test
    void computationGraph() {
        ComputationGraph graph = small().graph(vertices -> {
            vertices.addInputs("in");
            String last = "in";
            List<Layer> layers = layers();
            for (int i = 0; i < layers.size(); i++) {
                // Named so that alphabetical order is not that of the network.
                String name = "layer" + (layers.size() - i);
                vertices.addLayer(name, layers.get(i), last);
                last = name;
            }
            return vertices.setOutputs(last);
        });
        graph.fit(new DataSet(features, Nd4j.rand(DataType.DOUBLE, EXAMPLES, 2)));
        graph.fit(new DataSet(features, Nd4j.rand(DataType.DOUBLE, EXAMPLES, 2)));

        BatchNormRecalibration.recalibrate(graph, new Batches(new MultiDataSet(features, Nd4j.zeros(EXAMPLES, 2))));

        assertFollowsByHand(
                graph.getParam("layer6_W"),
                graph.getLayer("layer5").paramTable(),
                graph.getParam("layer3_W"),
                graph.getLayer("layer2").paramTable());
    }

    private void assertFollowsByHand(
            INDArray firstKernel,
            Map<String, INDArray> firstNorm,
            INDArray secondKernel,
            Map<String, INDArray> secondNorm) {
        double[][] first = timesSigns(features.toDoubleMatrix(), firstKernel);
        assertMoments(first, firstNorm);
        double[][] second = new double[EXAMPLES][HIDDEN];
        for (int j = 0; j < HIDDEN; j++) {
            double mean = mean(first, j);
            double deviation = Math.sqrt(variance(first, j) + EPS);
            double gamma = firstNorm.get("gamma").getDouble(j);
            double beta = firstNorm.get("beta").getDouble(j);
            for (int i = 0; i < EXAMPLES; i++) {
                second[i][j] = gamma * (first[i][j] - mean) / deviation + beta >= 0 ? 1 : -1;
            }
        }
        assertMoments(timesSigns(second, secondKernel), secondNorm);
    }

    private static void assertMoments(double[][] values, Map<String, INDArray> norm) {
        for (int j = 0; j < HIDDEN; j++) {
            assertThat(norm.get("mean").getDouble(j)).isCloseTo(mean(values, j), within(1e-10));
            assertThat(norm.get("var").getDouble(j)).isCloseTo(variance(values, j), within(1e-10));
        }
    }

    private static double[][] timesSigns(double[][] x, INDArray kernel) {
        double[][] product = new double[x.length][HIDDEN];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                for (int k = 0; k < x[0].length; k++) {
                    product[i][j] += kernel.getDouble(k, j) >= 0 ? x[i][k] : -x[i][k];
                }
            }
        }
        return product;
    }

    private static double mean(double[][] values, int column) {
        double sum = 0;
        for (double[] row : values) {
            sum += row[column];
        }
        return sum / values.length;
    }

    private static double variance(double[][] values, int column) {
        double mean = mean(values, column);
        double sum = 0;
        for (double[] row : values) {
            sum += (row[column] - mean) * (row[column] - mean);
        }
        return sum / values.length;
    }

    private static SmallNetwork small() {
        return new SmallNetwork().type(DataType.DOUBLE).updater(new Adam(0.05));
    }

    private static List<Layer> layers() {
        return List.of(
                new BinaryDenseLayer.Builder()
                        .nIn(IN)
                        .nOut(HIDDEN)
                        .dropOut(NoScaleDropout.dropRate(0.5))
                        .build(),
                normalization(),
                new ActivationLayer(new SignActivation()),
                new BinaryDenseLayer.Builder()
                        .nIn(HIDDEN)
                        .nOut(HIDDEN)
                        .dropOut(NoScaleDropout.dropRate(0.5))
                        .build(),
                normalization(),
                linearOutput(HIDDEN, 2));
    }

    private static BatchNormalization normalization() {
        return new BatchNormalization.Builder()
                .nIn(HIDDEN)
                .nOut(HIDDEN)
                .eps(EPS)
                .useLogStd(false)
                .build();
    }
}
