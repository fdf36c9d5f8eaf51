package io.github.bnn4j.listener;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.bnn4j.block.BiRealNet;
import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.block.ReActNet;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.slf4j.LoggerFactory;

/** The share of signs that changed between two looks, for each binary layer. */
class FlipRatioListenerTest {

    private static final double[][] START = {{0.5, -0.5, 0.1}, {-0.1, 0.9, -0.9}, {0, 0, -1}, {1, 1, 1}};

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void countsSignsThatChanged(DataType type) {
        MultiLayerNetwork network = network(type);
        FlipRatioListener listener = new FlipRatioListener(1);
        setFirst(network, START);
        listener.iterationDone(network, 0, 0);
        assertThat(listener.history())
                .as("nothing to compare the first look with")
                .isEmpty();

        // Changed: 0.5, -0.9, the second 0 and the last 1. Not changed: sizes, and the first 0, which goes to +.
        setFirst(network, new double[][] {{-0.5, -0.1, 0.1}, {-0.7, 0.2, 0.9}, {0.3, -0.3, -1}, {1, 1, -1}});
        listener.iterationDone(network, 1, 0);
        assertThat(ratios(listener)).containsExactly(4.0 / 12, 0.0);

        setFirst(network, new double[][] {{0.5, 0.1, -0.1}, {0.7, -0.2, -0.9}, {-0.3, 0.3, 1}, {-1, -1, 1}});
        listener.iterationDone(network, 2, 0);
        assertThat(ratios(listener)).as("all of them").endsWith(1.0, 0.0);

        listener.iterationDone(network, 3, 0);
        assertThat(ratios(listener)).as("none of them").endsWith(0.0, 0.0);
    }

    /** {@code sign(0) = +1}: leaving -0.1 for 0 is a flip, leaving 0 for 0.1 or for -0 is none. */
    @Test
    void zeroCountsAsPositive() {
        MultiLayerNetwork network = network(DataType.FLOAT);
        FlipRatioListener listener = new FlipRatioListener(1);
        double[][] values = new double[4][3];
        for (double value : new double[] {-0.1, 0.0, -0.0, 0.1, -0.0, -0.1}) {
            values[2][1] = value;
            setFirst(network, values);
            listener.iterationDone(network, 0, 0);
        }
        assertThat(listener.history().stream()
                        .filter(ratio -> ratio.layer().equals("first"))
                        .map(FlipRatio::ratio))
                .containsExactly(1.0 / 12, 0.0, 0.0, 0.0, 1.0 / 12);
    }

    @Test
    void looksAtEverySoManyIterations() {
        MultiLayerNetwork network = network(DataType.FLOAT);
        FlipRatioListener listener = new FlipRatioListener(3);
        for (int iteration = 0; iteration < 8; iteration++) {
            // One more weight of the first layer is negative at each iteration.
            double[][] values = new double[4][3];
            for (int i = 0; i < iteration; i++) {
                values[i / 3][i % 3] = -1;
            }
            setFirst(network, values);
            listener.iterationDone(network, iteration, iteration / 4);
        }
        assertThat(listener.history())
                .containsExactly(
                        new FlipRatio("first", 3, 0, 3.0 / 12),
                        new FlipRatio("second", 3, 0, 0),
                        new FlipRatio("first", 6, 1, 3.0 / 12),
                        new FlipRatio("second", 6, 1, 0));
    }

    @Test
    void tellsAConsumerAndKeepsAHistory() {
        MultiLayerNetwork network = network(DataType.FLOAT);
        List<FlipRatio> told = new ArrayList<>();
        FlipRatioListener listener = new FlipRatioListener(1, told::add);
        for (int i = 0; i < 3; i++) {
            listener.iterationDone(network, i, 0);
        }
        assertThat(told).hasSize(4).isEqualTo(listener.history());
        assertThatThrownBy(() -> listener.history().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** In real training, with the iteration numbers that DL4J gives its listeners, against signs kept by hand. */
    @Test
    void duringTraining() {
        MultiLayerNetwork network = network(DataType.FLOAT);
        FlipRatioListener listener = new FlipRatioListener(1);
        SignsByHand byHand = new SignsByHand();
        network.setListeners(listener, byHand);
        for (int step = 1; step <= 4; step++) {
            network.fit(data(step));
        }
        assertThat(listener.history())
                .filteredOn(ratio -> ratio.layer().equals("first"))
                .isEqualTo(byHand.expected);
        assertThat(listener.history()).hasSize(6);
        assertThat(byHand.expected).extracting(FlipRatio::ratio).anyMatch(ratio -> ratio > 0);
    }

    private static final class SignsByHand extends BaseTrainingListener {

        private final List<FlipRatio> expected = new ArrayList<>();
        private double[][] before;

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            double[][] now =
                    ((MultiLayerNetwork) model).getLayer(0).getParam("W").dup().toDoubleMatrix();
            if (before != null) {
                int flips = 0;
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 3; j++) {
                        flips += (now[i][j] >= 0) != (before[i][j] >= 0) ? 1 : 0;
                    }
                }
                expected.add(new FlipRatio("first", iteration, epoch, flips / 12.0));
            }
            before = now;
        }
    }

    @Test
    void inAComputationGraph() {
        ComputationGraph graph = new SmallNetwork().updater(new Sgd(1)).graph(vertices -> vertices.addInputs("in")
                .addLayer("dense", new DenseLayer.Builder().nIn(4).nOut(4).build(), "in")
                .addLayer("b", binary(4, 3).build(), "dense")
                .addLayer("a", binary(3, 3).build(), "b")
                .addLayer("out", linearOutput(3, 2), "a")
                .setOutputs("out"));
        FlipRatioListener listener = new FlipRatioListener(1);
        graph.getLayer("b").getParam("W").assign(0.5);
        graph.getLayer("a").getParam("W").assign(0.5);
        listener.iterationDone(graph, 5, 2);
        graph.getLayer("b").getParam("W").getRow(1).assign(-0.5);
        graph.getLayer("dense").getParam("W").negi();
        listener.iterationDone(graph, 6, 2);
        assertThat(listener.history())
                .containsExactlyInAnyOrder(new FlipRatio("b", 6, 2, 0.25), new FlipRatio("a", 6, 2, 0));
    }

    /** Around shortcuts as along a chain; shifts and slopes have no signs that flip. */
    @Test
    void inAResidualGraph() {
        ComputationGraph graph = new SmallNetwork().updater(new Sgd(1)).graph(vertices -> {
            vertices.addInputs("in");
            String last = ReActNet.block(vertices, "first", "in", 2);
            last = BiRealNet.transition(vertices, "second", last, 3);
            return vertices.setOutputs(QuickNet.top(vertices, "top", QuickNet.block(vertices, "third", last, 3), 2))
                    .setInputTypes(InputType.convolutional(4, 4, 2));
        });
        FlipRatioListener listener = new FlipRatioListener(1);
        listener.iterationDone(graph, 0, 0);
        graph.getLayer("second_conv").getParam("W").negi();
        graph.getLayer("first_rsign").getParam("b").subi(1);
        listener.iterationDone(graph, 1, 0);
        assertThat(listener.history())
                .containsExactlyInAnyOrder(
                        new FlipRatio("first_conv", 1, 0, 0),
                        new FlipRatio("second_conv", 1, 0, 1),
                        new FlipRatio("third_conv", 1, 0, 0));
    }

    /** What papers count as a layer has weights: shifts and slopes, as normalization, are parts of one. */
    @Test
    void layersWithoutNamesAreCountedByTheirWeights() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new RSignLayer.Builder().nIn(4).build(),
                        binary(4, 3).build(),
                        new RPReLULayer.Builder().nIn(3).build(),
                        binary(3, 3).build(),
                        linearOutput(3, 2));
        FlipRatioListener listener = new FlipRatioListener(1);
        listener.iterationDone(network, 0, 0);
        listener.iterationDone(network, 1, 0);
        assertThat(listener.history()).extracting(FlipRatio::layer).containsExactly("hidden layer 1", "hidden layer 2");
    }

    /** DL4J names layers by itself; kernels of different sizes must not be mixed up. */
    @Test
    void layersWithoutNamesAreToldApart() {
        MultiLayerNetwork network =
                new SmallNetwork().chain(binary(4, 3).build(), binary(3, 3).build(), linearOutput(3, 2));
        FlipRatioListener listener = new FlipRatioListener(1);
        listener.iterationDone(network, 0, 0);
        network.getLayer(1).getParam("W").negi();
        listener.iterationDone(network, 1, 0);
        assertThat(ratios(listener)).containsExactly(0.0, 1.0);
        assertThat(listener.history()).extracting(FlipRatio::layer).doesNotHaveDuplicates();
    }

    /** By the reader's count: normalization, pooling and activation functions are parts of a layer, the loss none. */
    @Test
    void layersWithoutNamesAreCalledByTheirPlace() {
        var list = new NeuralNetConfiguration.Builder().list();
        BinaryBlock.hidden(new BinaryConvolutionLayer.Builder(3, 3).nOut(2).build())
                .maxPool(2)
                .addTo(list);
        list.layer(new DenseLayer.Builder().nOut(3).build());
        BinaryBlock.hidden(new BinaryDenseLayer.Builder().nOut(3).build()).addTo(list);
        BinaryBlock.hidden(new BinaryDenseLayer.Builder().nOut(3).name("narrow").build())
                .addTo(list);
        BinaryBlock.output(new BinaryDenseLayer.Builder().nOut(2).build()).addTo(list);
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new LossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(6, 6, 1))
                .build());
        network.init();
        FlipRatioListener listener = new FlipRatioListener(1, ratio -> {});
        listener.iterationDone(network, 0, 0);
        listener.iterationDone(network, 1, 0);
        assertThat(listener.history())
                .extracting(FlipRatio::layer)
                .containsExactly("hidden layer 1", "hidden layer 3", "narrow", "output layer");
    }

    /** One place prints: the consumer, or the log. */
    @Test
    void logsWithoutAConsumerAndOnlyThen() {
        Logger logger = (Logger) LoggerFactory.getLogger(FlipRatioListener.class);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        try {
            for (FlipRatioListener listener :
                    new FlipRatioListener[] {new FlipRatioListener(1, ratio -> {}), new FlipRatioListener(1)}) {
                assertThat(appender.list).isEmpty();
                MultiLayerNetwork network = network(DataType.FLOAT);
                listener.iterationDone(network, 7, 0);
                listener.iterationDone(network, 8, 0);
                assertThat(listener.history()).hasSize(2);
            }
            assertThat(appender.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "Flip ratio of first at iteration 8: 0.0", "Flip ratio of second at iteration 8: 0.0");
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(before);
        }
    }

    @Test
    void saysNothingOfNetworksWithoutBinaryLayers() {
        MultiLayerNetwork network =
                new SmallNetwork().chain(new DenseLayer.Builder().nIn(4).nOut(3).build(), linearOutput(3, 2));
        FlipRatioListener listener = new FlipRatioListener(1);
        listener.iterationDone(network, 0, 0);
        listener.iterationDone(network, 1, 0);
        assertThat(listener.history()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aFrequencyBelowOneIsRefused(int frequency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlipRatioListener(frequency))
                .withMessageContaining("FlipRatioListener")
                .withMessageContaining(String.valueOf(frequency));
    }

    private static List<Double> ratios(FlipRatioListener listener) {
        return listener.history().stream().map(FlipRatio::ratio).toList();
    }

    private static void setFirst(MultiLayerNetwork network, double[][] values) {
        INDArray kernel = network.getLayer(0).getParam("W");
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[0].length; j++) {
                kernel.putScalar(i, j, values[i][j]);
            }
        }
    }

    private static BinaryDenseLayer.Builder binary(int in, int out) {
        return new BinaryDenseLayer.Builder().nIn(in).nOut(out);
    }

    private static MultiLayerNetwork network(DataType type) {
        return new SmallNetwork()
                .type(type)
                .updater(new Sgd(1))
                .chain(
                        binary(4, 3).name("first").build(),
                        binary(3, 3).name("second").build(),
                        linearOutput(3, 2));
    }

    private static DataSet data(long seed) {
        return RandomData.of(DataType.FLOAT, 6, 4, 2, seed);
    }
}
