package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Thresholds;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

class PackedExporterConvolutionTest {

    private static final int EXAMPLES = 6;
    private static final CNN2DFormat NCHW = CNN2DFormat.NCHW;
    private static final InputEncoding SIGNS = InputEncoding.signs(3, 6, 5);

    private static Layer same(CNN2DFormat format, int outputs) {
        return ImageNets.convolution(format, outputs, 3, 3)
                .convolutionMode(ConvolutionMode.Same)
                .build();
    }

    private static void setGamma(MultiLayerNetwork network, int layer, double... gamma) {
        Nets.set(network, layer, "gamma", gamma);
    }

    /** One beta of each sign where gamma is 0: such channels are constant. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void poolingBesideNegativeAndZeroGamma(boolean poolingFirst) {
        Layer pooling = ImageNets.pooling(NCHW, 3, 3)
                .convolutionMode(ConvolutionMode.Same)
                .build();
        Layer normalization = new BatchNormalization.Builder().build();
        MultiLayerNetwork network = ImageNets.drawn(
                ImageNets.of(
                        NCHW,
                        3,
                        6,
                        5,
                        List.of(
                                same(NCHW, 4),
                                poolingFirst ? pooling : normalization,
                                poolingFirst ? normalization : pooling,
                                Nets.sign(),
                                Nets.binary(0, 7),
                                ImageNets.loss())),
                new Random(1));
        int normalized = poolingFirst ? 2 : 1;
        setGamma(network, normalized, 1, -1, 0, 0);
        Nets.set(network, normalized, "beta", 0.3, 0.3, 1, -1);
        float[] x = Nets.signs(EXAMPLES * SIGNS.size(), new Random(2));

        PackedNetwork packed = PackedExporter.export(network, SIGNS, List.of());

        assertSameBits(ComparedScores.of(packed, x, EXAMPLES), ImageNets.scores(network, NCHW, 3, 6, 5, x));
        long inverted = layer(packed, MaxPooling.class).inverted()[0];
        assertThat(inverted).isEqualTo(poolingFirst ? 0b0010 : 0);
    }

    private static <T extends PackedLayer> T layer(PackedNetwork packed, Class<T> type) {
        return packed.layers().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Float weights are put in the other order, too. */
    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void flattenIntoStockLayers(CNN2DFormat format) {
        MultiLayerNetwork network = ImageNets.of(
                format,
                3,
                6,
                5,
                List.of(
                        same(format, 4),
                        Nets.sign(),
                        new OutputLayer.Builder()
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build()));
        float[] x = Nets.signs(EXAMPLES * SIGNS.size(), new Random(3));

        PackedNetwork packed = PackedExporter.export(network, SIGNS, List.of());

        assertClose(ComparedScores.of(packed, x, EXAMPLES), ImageNets.scores(network, format, 3, 6, 5, x), 1e-6);
    }

    /** Real numbers, without a sign or with another activation function. */
    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void flattenRealNumbers(CNN2DFormat format) {
        MultiLayerNetwork network = ImageNets.drawn(
                new SmallNetwork()
                        .input(InputType.convolutional(6, 5, 3, format))
                        .chain(same(format, 4), Nets.binary(0, 9), ImageNets.loss()),
                new Random(4));
        MultiLayerNetwork rectified = ImageNets.drawn(
                new SmallNetwork()
                        .input(InputType.convolutional(6, 5, 3, format))
                        .chain(
                                same(format, 4),
                                new ActivationLayer(Activation.RELU),
                                Nets.binary(0, 9),
                                new BatchNormalization.Builder().build(),
                                Nets.sign(),
                                Nets.binary(0, 2),
                                ImageNets.loss()),
                new Random(4));
        float[] x = Nets.signs(EXAMPLES * SIGNS.size(), new Random(5));

        assertSameBits(
                ComparedScores.of(PackedExporter.export(network, SIGNS, List.of()), x, EXAMPLES),
                ImageNets.scores(network, format, 3, 6, 5, x));
        assertSameBits(
                ComparedScores.of(PackedExporter.export(rectified, SIGNS, List.of()), x, EXAMPLES),
                ImageNets.scores(rectified, format, 3, 6, 5, x));
    }

    /** Pixels of [-1, 1], which DL4J rounds: the classes are the same. */
    @Test
    void bytesFromMinusOneToOne() {
        MultiLayerNetwork network = ImageNets.drawn(
                ImageNets.of(
                        NCHW,
                        3,
                        9,
                        7,
                        List.of(
                                same(NCHW, 40),
                                new BatchNormalization.Builder().build(),
                                Nets.sign(),
                                same(NCHW, 33),
                                new BatchNormalization.Builder().build(),
                                Nets.sign(),
                                Nets.binary(0, 10),
                                ImageNets.loss())),
                new Random(6));
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.bytes(-1, 1, 3, 9, 7), List.of());
        byte[] bytes = new byte[20 * 3 * 9 * 7];
        new Random(7).nextBytes(bytes);
        float[] x = new float[bytes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (bytes[i] & 0xFF) * 2f / 255 - 1;
        }

        assertSameBits(ComparedScores.of(packed, bytes, 20), ImageNets.scores(network, NCHW, 3, 9, 7, x));
    }

    /** The number 0 around bytes that stand for 0 to 1 is the byte 0: no pixel is another case than the rest. */
    @Test
    void paddingThatIsAByteNeedsNoBorderClasses() {
        MultiLayerNetwork network =
                ImageNets.of(NCHW, 3, 6, 5, List.of(same(NCHW, 4), Nets.sign(), Nets.binary(0, 2), ImageNets.loss()));

        assertThat(classes(PackedExporter.export(network, InputEncoding.bytes(0, 1, 3, 6, 5), List.of())))
                .isEqualTo(1);
        assertThat(classes(PackedExporter.export(network, InputEncoding.bytes(-1, 1, 3, 6, 5), List.of())))
                .isEqualTo(9);
    }

    private static int classes(PackedNetwork packed) {
        return ((Thresholds) layer(packed, BinaryConvolution.class).stage()).classes();
    }

    /** A count of pixels that is a power of two: DL4J does not round the mean either. */
    @Test
    void globalAveragePoolingIsRoundedOnce() {
        MultiLayerNetwork network = ImageNets.of(
                NCHW,
                3,
                4,
                8,
                List.of(same(NCHW, 5), new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), ImageNets.loss()));
        float[] x = Nets.signs(EXAMPLES * 3 * 4 * 8, new Random(8));
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.signs(3, 4, 8), List.of());

        assertSameBits(ComparedScores.of(packed, x, EXAMPLES), ImageNets.scores(network, NCHW, 3, 4, 8, x));
    }

    @Test
    void batchNormalizationOnBothSidesOfGlobalAveragePooling() {
        MultiLayerNetwork network = ImageNets.drawn(
                ImageNets.of(
                        NCHW,
                        3,
                        5,
                        7,
                        List.of(
                                same(NCHW, 5),
                                new BatchNormalization.Builder().build(),
                                new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                                new BatchNormalization.Builder().build(),
                                ImageNets.loss())),
                new Random(9));
        float[] x = Nets.signs(EXAMPLES * 3 * 5 * 7, new Random(10));
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.signs(3, 5, 7), List.of());

        assertClose(ComparedScores.of(packed, x, EXAMPLES), ImageNets.scores(network, NCHW, 3, 5, 7, x), 1e-5);
        assertThat(packed.layers()).hasSize(3);
    }

    /** Flat input that DL4J makes images of, first. */
    @Test
    void flatInput() {
        MultiLayerNetwork network = new SmallNetwork()
                .input(InputType.convolutionalFlat(6, 5, 3))
                .chain(same(NCHW, 4), Nets.sign(), Nets.binary(0, 2), ImageNets.loss());
        float[] x = Nets.signs(EXAMPLES * SIGNS.size(), new Random(11));

        assertSameBits(network, PackedExporter.export(network, SIGNS, List.of()), x, EXAMPLES);
        assertSameBits(network, PackedExporter.export(network), x, EXAMPLES);
        assertThat(PackedExporter.inputs(network)).isEqualTo(90);
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void batchNormalizationOfTheInput(CNN2DFormat format) {
        MultiLayerNetwork network = ImageNets.drawn(
                ImageNets.of(
                        format,
                        3,
                        6,
                        5,
                        List.of(
                                new BatchNormalization.Builder().build(),
                                Nets.sign(),
                                same(format, 4),
                                Nets.sign(),
                                Nets.binary(0, 2),
                                ImageNets.loss())),
                new Random(12));
        float[] x = Nets.integers(EXAMPLES * 90, -5, 5, new Random(13));

        assertSameBits(
                ComparedScores.of(
                        PackedExporter.export(network, InputEncoding.floats(3, 6, 5), List.of()), x, EXAMPLES),
                ImageNets.scores(network, format, 3, 6, 5, x));
    }

    /** DL4J flattens without a convolution before it, too; packed input stays channel after channel. */
    @Test
    void imagesWithTheChannelsLastThatAreFlattenedAtOnce() {
        MultiLayerNetwork network =
                ImageNets.of(CNN2DFormat.NHWC, 3, 6, 5, List.of(Nets.binary(0, 4), ImageNets.loss()));
        float[] x = Nets.signs(EXAMPLES * 90, new Random(14));

        assertSameBits(
                ComparedScores.of(PackedExporter.export(network, SIGNS, List.of()), x, EXAMPLES),
                ImageNets.scores(network, CNN2DFormat.NHWC, 3, 6, 5, x));
    }

    @Test
    void graphs() {
        MultiLayerNetwork network = ImageNets.drawn(
                ImageNets.of(
                        NCHW,
                        3,
                        6,
                        5,
                        List.of(
                                same(NCHW, 4),
                                ImageNets.pooling(NCHW, 2, 2).build(),
                                new BatchNormalization.Builder().build(),
                                Nets.sign(),
                                Nets.binary(0, 2),
                                ImageNets.loss())),
                new Random(15));
        var graph = network.toComputationGraph();
        graph.setParams(network.params());
        float[] x = Nets.signs(EXAMPLES * 90, new Random(16));

        assertSameBits(
                ComparedScores.of(PackedExporter.export(graph, SIGNS, List.of()), x, EXAMPLES),
                Elements.floats(graph.outputSingle(Nd4j.createFromArray(x).reshape(EXAMPLES, 3, 6, 5))));
    }
}
