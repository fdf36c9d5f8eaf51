package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's nOutReplace does not follow the width through batch normalization: with its own layers as with ours, and the way
 * around it, which FastBatchNormalization's Javadoc tells, is the same.
 */
class BatchNormTransferLearningTest {

    private static final int OLD = 4;
    private static final int NEW = 9;
    private static final WeightInit XAVIER = WeightInit.XAVIER;

    /**
     * A layer of DL4J's own; weights, batch normalization, rectifier, weights; output. From a first dense layer of its own,
     * and of no other class, DL4J derives the input type.
     */
    record Blocks(String name, boolean images, Supplier<FeedForwardLayer> weights, Supplier<BatchNormalization> norm) {

        Blocks withStockLayers() {
            return new Blocks("stock", images, this::stock, () -> new BatchNormalization.Builder().build());
        }

        private FeedForwardLayer stock() {
            return images
                    ? new ConvolutionLayer.Builder(3, 3)
                            .nOut(OLD)
                            .hasBias(false)
                            .build()
                    : new DenseLayer.Builder().nOut(OLD).hasBias(false).build();
        }

        MultiLayerNetwork network() {
            List<Layer> layers = new ArrayList<>(
                    List.of(stock(), weights.get(), norm.get(), new ActivationLayer(Activation.RELU), weights.get()));
            if (images) {
                layers.add(new GlobalPoolingLayer());
            }
            layers.add(linearOutput(2));
            return new SmallNetwork()
                    .input(images ? InputType.convolutional(8, 8, 2) : InputType.feedForward(6))
                    .chain(layers);
        }

        INDArray input() {
            Nd4j.getRandom().setSeed(3);
            return images ? Nd4j.rand(DataType.FLOAT, 5, 2, 8, 8) : Nd4j.rand(DataType.FLOAT, 5, 6);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Blocks> ours() {
        Supplier<FeedForwardLayer> dense =
                () -> new BinaryDenseLayer.Builder().nOut(OLD).build();
        Supplier<FeedForwardLayer> convolution =
                () -> new BinaryConvolutionLayer.Builder(3, 3).nOut(OLD).build();
        return Stream.of(
                new Blocks("dense, stock", false, dense, () -> new BatchNormalization.Builder().build()),
                new Blocks("dense, fast", false, dense, () -> new FastBatchNormalization.Builder().build()),
                new Blocks("dense, shift", false, dense, () -> new ShiftBatchNormalization.Builder().build()),
                new Blocks("convolution, stock", true, convolution, () -> new BatchNormalization.Builder().build()),
                new Blocks("convolution, fast", true, convolution, () -> new FastBatchNormalization.Builder().build()),
                new Blocks(
                        "convolution, shift", true, convolution, () -> new ShiftBatchNormalization.Builder().build()));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void theWidthBeforeBatchNormalizationAloneIsNotEnoughAsWithStockLayers(Blocks ours) {
        Blocks stock = ours.withStockLayers();
        assertThat(networkWithOneWidthChanged(ours)).isEqualTo(networkWithOneWidthChanged(stock));
        for (Blocks blocks : List.of(ours, stock)) {
            ComputationGraph graph = new TransferLearning.GraphBuilder(
                            blocks.network().toComputationGraph())
                    .nOutReplace("1", NEW, XAVIER)
                    .build();
            assertThat(shapes(graph))
                    .containsEntry("2_gamma", "[" + OLD + "]")
                    .extractingByKey("1_W")
                    .asString()
                    .contains(String.valueOf(NEW));
            assertThatThrownBy(() -> graph.output(blocks.input())).isInstanceOf(RuntimeException.class);
        }
    }

    /** The shapes, or, if more weights follow than the new ones need, the error that DL4J fails to build it with. */
    private static String networkWithOneWidthChanged(Blocks blocks) {
        MultiLayerNetwork network;
        try {
            network = new TransferLearning.Builder(blocks.network())
                    .nOutReplace(1, NEW, XAVIER)
                    .build();
        } catch (IllegalStateException mismatch) {
            return mismatch.toString();
        }
        assertThatThrownBy(() -> network.output(blocks.input())).isInstanceOf(RuntimeException.class);
        assertThat(shapes(network)).containsEntry("2_gamma", "[" + OLD + "]");
        return shapes(network).toString();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void allThreeWidthsAreEnoughAsWithStockLayers(Blocks ours) {
        Blocks stock = ours.withStockLayers();
        assertThat(shapes(widened(ours))).isEqualTo(shapes(widened(stock)));
        assertThat(shapes(widenedGraph(ours))).isEqualTo(shapes(widenedGraph(stock)));
        for (NeuralNetwork changed : List.of(widened(ours), widenedGraph(ours))) {
            assertThat(shapes(changed))
                    .containsEntry("2_gamma", "[" + NEW + "]")
                    .containsEntry("2_beta", "[" + NEW + "]")
                    .containsEntry("2_mean", "[" + NEW + "]");
            INDArray params = changed.params().dup();
            changed.fit(new DataSet(ours.input(), Nd4j.ones(DataType.FLOAT, 5, 2)));
            assertThat(changed.params()).isNotEqualTo(params);
            assertThat(output(changed, ours.input()).shape()).containsExactly(5, 2);
        }
    }

    private static MultiLayerNetwork widened(Blocks blocks) {
        return new TransferLearning.Builder(blocks.network())
                .nOutReplace(1, NEW, XAVIER)
                .nOutReplace(2, NEW, XAVIER)
                .nInReplace(4, NEW, XAVIER)
                .build();
    }

    private static ComputationGraph widenedGraph(Blocks blocks) {
        return new TransferLearning.GraphBuilder(blocks.network().toComputationGraph())
                .nOutReplace("1", NEW, XAVIER)
                .nOutReplace("2", NEW, XAVIER)
                .nInReplace("4", NEW, XAVIER)
                .build();
    }

    private static INDArray output(NeuralNetwork network, INDArray input) {
        return network instanceof MultiLayerNetwork chain
                ? chain.output(input)
                : ((ComputationGraph) network).output(input)[0];
    }

    private static Map<String, String> shapes(NeuralNetwork network) {
        Map<String, INDArray> params = network instanceof MultiLayerNetwork chain
                ? chain.paramTable()
                : ((ComputationGraph) network).paramTable();
        Map<String, String> shapes = new TreeMap<>();
        params.forEach((name, param) -> shapes.put(name, Arrays.toString(param.shape())));
        return shapes;
    }
}
