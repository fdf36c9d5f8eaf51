package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.MadeUpImages;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.listener.FlipRatioListener;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.serialization.Copies;
import io.github.bnn4j.summary.BinarySummary;
import io.github.bnn4j.summary.LayerSummary;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelSplitUpdater;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks of convolutions, from configuration to saved model. */
class BinaryConvolutionNetworkTest {

    private static final int SIZE = 8;
    private static final int CHANNELS = 3;
    private static final int CLASSES = 10;

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(Seeds.or(1));
    }

    /**
     * The paper's for CIFAR-10, 128C3-128C3-P2-256C3-256C3-P2-512C3-512C3-P2-1024-1024-10.
     *
     * @param width instead of 128, and of the others in proportion
     */
    private static MultiLayerNetwork convNet(int width) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(Seeds.or(1))
                .updater(new KernelScaledUpdater(new Adam(0.01)))
                .convolutionMode(ConvolutionMode.Same)
                .list();
        for (int stage = 0; stage < 3; stage++) {
            for (int i = 0; i < 2; i++) {
                BinaryBlock block = BinaryBlock.hidden(new BinaryConvolutionLayer.Builder(3, 3)
                        .nOut(width << stage)
                        .build());
                (i == 1 ? block.maxPool(2) : block).addTo(list);
            }
        }
        for (int i = 0; i < 2; i++) {
            BinaryBlock.hidden(new BinaryDenseLayer.Builder().nOut(width * 8).build())
                    .addTo(list);
        }
        BinaryBlock.output(new BinaryDenseLayer.Builder().nOut(CLASSES).build()).addTo(list);
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(SIZE, SIZE, CHANNELS))
                .build());
        network.init();
        return network;
    }

    /** Each class a picture of its own, with noise. */
    private static DataSet pictures(int examples) {
        INDArray prototypes =
                Nd4j.rand(DataType.FLOAT, CLASSES, CHANNELS, SIZE, SIZE).muli(2).subi(1);
        INDArray x = Nd4j.rand(DataType.FLOAT, examples, CHANNELS, SIZE, SIZE).subi(0.5);
        for (int i = 0; i < examples; i++) {
            x.slice(i).addi(prototypes.slice(i % CLASSES));
        }
        return new DataSet(x, RandomData.classesInTurn(DataType.FLOAT, examples, CLASSES));
    }

    private static DataSet easyPictures(int examples) {
        Random random = new Random(Seeds.or(1));
        int[] shape = {CHANNELS, SIZE, SIZE};
        INDArray x = Nd4j.create(DataType.FLOAT, examples, CHANNELS, SIZE, SIZE);
        for (int i = 0; i < examples; i++) {
            byte[] pixels = MadeUpImages.image(i % CLASSES, CHANNELS, SIZE, random);
            float[] values = new float[pixels.length];
            for (int p = 0; p < values.length; p++) {
                values[p] = (pixels[p] & 0xFF) / 127.5f - 1;
            }
            x.slice(i).assign(Nd4j.create(values, shape));
        }
        return new DataSet(x, RandomData.classesInTurn(DataType.FLOAT, examples, CLASSES));
    }

    @Trains
    @Test
    void thePapersConvNetLearns() {
        MultiLayerNetwork network = convNet(16);
        FlipRatioListener flips = new FlipRatioListener(1);
        network.setListeners(flips);
        List<DataSet> pictures = easyPictures(300).asList();
        DataSetIterator iterator = new ListDataSetIterator<>(pictures.subList(0, 200), 20);
        network.fit(iterator, 3);
        assertThat(flips.history()).hasSize(9 * (30 - 1));
        assertThat(flips.history()).extracting(ratio -> ratio.ratio()).anySatisfy(ratio -> assertThat(ratio)
                .isBetween(0.001, 0.5));

        MultiLayerNetwork trained = BatchNormRecalibration.recalibratedCopy(network, iterator);
        double accuracy = trained.evaluate(new ListDataSetIterator<>(pictures.subList(200, 300), 50))
                .accuracy();
        Learnt.assertErrorBelowHalfOfGuessing("the paper's ConvNet", 100 * (1 - accuracy), CLASSES);

        DataSet data = DataSet.merge(pictures.subList(0, 50));
        MultiLayerNetwork restored = Copies.saved(network);
        assertThat(restored.output(data.getFeatures())).isEqualTo(network.output(data.getFeatures()));
        restored.fit(data);
        network.fit(data);
        assertThat(restored.params())
                .as("training goes on from the updater's state")
                .isEqualTo(network.params());
    }

    /** The first layer sees real numbers; each pooling quarters the pixels. */
    @Test
    void isSummedUp() {
        BinarySummary summary = BinarySummary.of(convNet(4), InputType.convolutional(SIZE, SIZE, CHANNELS));
        List<LayerSummary> kernels = summary.layers().stream()
                .filter(layer -> layer.kernelBits() == 1)
                .toList();
        assertThat(kernels)
                .extracting(LayerSummary::kernelParams)
                .containsExactly(
                        9 * 3 * 4L, 9 * 4 * 4L, 9 * 4 * 8L, 9 * 8 * 8L, 9 * 8 * 16L, 9 * 16 * 16L, 512L, 1024L, 320L);
        assertThat(kernels)
                .extracting(LayerSummary::binaryMacs)
                .containsExactly(
                        0L,
                        9 * 4 * 4 * 64L,
                        9 * 4 * 8 * 16L,
                        9 * 8 * 8 * 16L,
                        9 * 8 * 16 * 4L,
                        9 * 16 * 16 * 4L,
                        512L,
                        1024L,
                        320L);
        assertThat(kernels.get(0).floatMacs()).isEqualTo(9 * 3 * 4 * 64L);
        assertThat(kernels.get(1).outputShape()).isEqualTo("[4, 8, 8]");
    }

    /** What a pointwise kernel sees are sums, no bits. */
    @Test
    void depthwiseAndSeparableAreSummedUp() {
        MultiLayerNetwork network = new SmallNetwork()
                .input(InputType.convolutional(SIZE, SIZE, CHANNELS))
                .chain(
                        new ActivationLayer(new SignActivation()),
                        new BinaryDepthwiseConvolutionLayer.Builder(3, 2)
                                .depthMultiplier(2)
                                .hasBias(true)
                                .build(),
                        new ActivationLayer(new SignActivation()),
                        new BinarySeparableConvolutionLayer.Builder(3, 3)
                                .nOut(5)
                                .build());
        List<LayerSummary> layers = BinarySummary.of(network, InputType.convolutional(SIZE, SIZE, CHANNELS))
                .layers();
        assertThat(layers.get(1).kernelParams()).isEqualTo(6 * CHANNELS * 2);
        assertThat(layers.get(1).floatParams()).isEqualTo(6);
        assertThat(layers.get(1).binaryMacs()).isEqualTo(6 * CHANNELS * 2 * 6 * 7);
        assertThat(layers.get(1).floatMacs()).isZero();
        assertThat(layers.get(3).kernelParams()).isEqualTo(9 * 6 + 6 * 5);
        assertThat(layers.get(3).binaryMacs()).isEqualTo(9 * 6 * 4 * 5);
        assertThat(layers.get(3).floatMacs()).isEqualTo(6 * 5 * 4 * 5);
    }

    private static MultiLayerNetwork small(
            ConvolutionKind kind,
            CNN2DFormat format,
            BatchNormalization normalization,
            IUpdater updater,
            IWeights init) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            layers.add(init.in(kind.builder(3, 3)
                            .nOut(6)
                            .convolutionMode(ConvolutionMode.Same)
                            .hasBias(true)
                            .dropOut(NoScaleDropout.dropRate(0)))
                    .build());
            layers.add(normalization.clone());
            layers.add(new ActivationLayer(new SignActivation()));
        }
        layers.add(new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
        layers.add(new BinaryDenseLayer.Builder().nOut(CLASSES).build());
        layers.add(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                .activation(Activation.IDENTITY)
                .build());
        return new SmallNetwork()
                .seed(Seeds.or(1))
                .updater(updater)
                .input(InputType.convolutional(SIZE, SIZE, CHANNELS, format))
                .chain(layers);
    }

    /** How kernels begin. */
    @FunctionalInterface
    private interface IWeights {
        BaseBinaryConvolutionLayer.BaseBuilder<?> in(BaseBinaryConvolutionLayer.BaseBuilder<?> builder);
    }

    private static DataSet inFormat(DataSet data, CNN2DFormat format) {
        return format == CNN2DFormat.NCHW
                ? data
                : new DataSet(data.getFeatures().permute(0, 2, 3, 1).dup('c'), data.getLabels());
    }

    /** The same steps, whichever way the channels lie and whichever batch normalization is behind. */
    @Trains
    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void trainsTheSameInBothFormatsAndWithBothNormalizations(ConvolutionKind kind) {
        DataSet data = pictures(20);
        List<INDArray> steps = new ArrayList<>();
        List<INDArray> outputs = new ArrayList<>();
        for (CNN2DFormat format : CNN2DFormat.values()) {
            for (BatchNormalization normalization :
                    List.of(new BatchNormalization.Builder().build(), new FastBatchNormalization.Builder().build())) {
                // Of Adam's first step the sign of a gradient is all that counts, even of one that is zero but for
                // rounding.
                MultiLayerNetwork network = small(kind, format, normalization, new Sgd(0.1), builder -> builder);
                DataSet given = inFormat(data, format);
                INDArray before = network.params().dup();
                INDArray kernel = network.getLayer(0).getParam("W").dup();
                network.fit(given);
                steps.add(network.params().sub(before));
                assertThat(network.getLayer(0).getParam("W").distance2(kernel)).isGreaterThan(1e-3);
                BatchNormRecalibration.recalibrate(network, new ListDataSetIterator<>(given.asList(), 10));
                // Before the first sign, which makes much of rounding.
                INDArray y = network.feedForwardToLayer(1, given.getFeatures(), false)
                        .get(2);
                outputs.add(
                        format == CNN2DFormat.NCHW
                                ? y.dup('c')
                                : y.permute(0, 3, 1, 2).dup('c'));
            }
        }
        for (INDArray output : outputs) {
            assertThat(output.shape()).isEqualTo(outputs.get(0).shape());
            Learnt.assertBelow(kind + ", distance of outputs", output.distance2(outputs.get(0)), 0.02);
        }
        for (INDArray step : steps) {
            Learnt.assertBelow(
                    kind + ", distance of steps by their length",
                    step.distance2(steps.get(0)) / step.norm2Number().doubleValue(),
                    0.01);
        }
        assertThat(outputs.get(0).norm2Number().doubleValue()).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void bopKeepsKernelsBinary(ConvolutionKind kind) {
        MultiLayerNetwork network = small(
                kind,
                CNN2DFormat.NCHW,
                new FastBatchNormalization.Builder().build(),
                new KernelSplitUpdater(new Bop(0.5, 1e-5), new Adam(0.01)),
                builder -> builder.weightInit(new SignedInit(1)));
        network.getLayer(7).getParam("W").assign(1);
        INDArray before = network.params().dup();
        for (int i = 0; i < 3; i++) {
            network.fit(pictures(20));
        }
        assertThat(network.params().equals(before)).isFalse();
        for (String name : kind.fans(9, 1, 1).keySet()) {
            assertThat(network.getLayer(0)
                            .getParam(name)
                            .dup('c')
                            .reshape('c', new long[] {-1})
                            .toFloatVector())
                    .containsOnly(-1, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void isTheSameInAGraph(ConvolutionKind kind) {
        MultiLayerNetwork network = small(
                kind,
                CNN2DFormat.NCHW,
                new FastBatchNormalization.Builder().build(),
                new KernelScaledUpdater(new Adam(0.01)),
                builder -> builder);
        ComputationGraph graph = network.toComputationGraph();
        DataSet data = pictures(20);
        assertThat(graph.outputSingle(data.getFeatures())).isEqualTo(network.output(data.getFeatures()));
        graph.fit(data);
        network.fit(data);
        assertThat(graph.params()).isEqualTo(network.params());
    }
}
