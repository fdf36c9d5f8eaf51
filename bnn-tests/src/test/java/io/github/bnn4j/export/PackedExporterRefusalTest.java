package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What cannot be packed is refused, by a message that names the layer and says why. */
class PackedExporterRefusalTest {

    private static AbstractThrowableAssert<?, ?> assertRefused(MultiLayerNetwork network) {
        return assertThatThrownBy(() -> PackedExporter.export(network))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining(" cannot be packed: ");
    }

    static Stream<ActivationReLU> unknownRelus() {
        return Stream.of(
                new ActivationReLU(6.0, null, null),
                new ActivationReLU(null, 0.5, null),
                new ActivationReLU(6.0, 0.5, 0.1));
    }

    @ParameterizedTest
    @MethodSource("unknownRelus")
    void reluWithMaxOrThreshold(ActivationReLU relu) {
        assertRefused(new SmallNetwork()
                        .chain(
                                Nets.binary(4, 3),
                                new ActivationLayer.Builder()
                                        .name("capped")
                                        .activation(relu)
                                        .build()))
                .hasMessageContaining("Layer 1 \"capped\", ActivationLayer")
                .hasMessageContaining("max " + relu.getMax())
                .hasMessageContaining("threshold " + relu.getThreshold());
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {
                "CUBE",
                "GELU",
                "MISH",
                "RATIONALTANH",
                "RECTIFIEDTANH",
                "RELU6",
                "RRELU",
                "SELU",
                "THRESHOLDEDRELU"
            })
    void unknownActivationFunctions(Activation activation) {
        assertRefused(new SmallNetwork()
                        .chain(new DenseLayer.Builder()
                                .name("odd")
                                .nIn(4)
                                .nOut(3)
                                .activation(activation)
                                .build()))
                .hasMessageContaining("Layer 0 \"odd\", DenseLayer")
                .hasMessageContaining("activation function " + activation.getActivationFunction());
    }

    @Test
    void layerNormalization() {
        assertRefused(new SmallNetwork()
                        .chain(
                                Nets.binary(4, 3),
                                new DenseLayer.Builder()
                                        .name("normalized")
                                        .nIn(3)
                                        .nOut(3)
                                        .hasLayerNorm(true)
                                        .build()))
                .hasMessageContaining("Layer 1 \"normalized\", DenseLayer")
                .hasMessageContaining("layer normalization");
    }

    static Stream<Layer> unknownLayers() {
        return Stream.of(
                new AutoEncoder.Builder().name("it").nIn(4).nOut(3).build(),
                new EmbeddingLayer.Builder().name("it").nIn(4).nOut(3).build(),
                new ElementWiseMultiplicationLayer.Builder()
                        .name("it")
                        .nIn(4)
                        .nOut(4)
                        .build(),
                new LocalResponseNormalization.Builder().name("it").build(),
                new LSTM.Builder().name("it").nIn(4).nOut(3).build(),
                new CenterLossOutputLayer.Builder(LossFunction.MSE)
                        .name("it")
                        .nIn(4)
                        .nOut(3)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("unknownLayers")
    void layersOfOtherTypes(Layer layer) {
        assertRefused(new SmallNetwork().chain(Nets.binary(5, 4), layer))
                .hasMessageContaining("Layer 1 \"it\", " + layer.getClass().getSimpleName())
                .hasMessageContaining("not supported");
    }

    static Stream<Layer> unknownLayersOnImages() {
        return Stream.of(
                new Deconvolution2D.Builder(2, 2).name("it").nOut(2).build(),
                new LocalResponseNormalization.Builder().name("it").build(),
                new ZeroPaddingLayer.Builder(1, 1).name("it").build(),
                new Cropping2D.Builder(1, 1).name("it").build(),
                new Upsampling2D.Builder(2).name("it").build());
    }

    @ParameterizedTest
    @MethodSource("unknownLayersOnImages")
    void layersOnImagesOfOtherTypes(Layer layer) {
        MultiLayerNetwork network = ImageNets.of(
                CNN2DFormat.NCHW,
                1,
                8,
                8,
                List.of(ImageNets.convolution(CNN2DFormat.NCHW, 2, 3, 3).build(), layer, Nets.binary(0, 3)));

        assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.floats(1, 8, 8), List.of()))
                .isInstanceOf(NotPackableException.class)
                .hasMessageStartingWith("Layer 1 \"it\", " + layer.getClass().getSimpleName() + ", cannot be packed: ")
                .hasMessageContaining("layers of this type are not supported");
    }

    /** A wrapper that does something is not looked through, though its layer alone could be packed. */
    @Test
    void denseLayersInsideOfTimeDistributed() {
        DenseLayer dense = new DenseLayer.Builder()
                .nIn(4)
                .nOut(3)
                .activation(Activation.TANH)
                .build();
        assertRefused(new SmallNetwork().input(InputType.recurrent(4, 5)).chain(new TimeDistributed(dense)))
                .hasMessageContaining("Layer 0 ")
                .hasMessageContaining("TimeDistributedLayer");
    }

    static Stream<InputPreProcessor> otherPreProcessors() {
        return Stream.of(new RnnToFeedForwardPreProcessor(), new FeedForwardToRnnPreProcessor());
    }

    @ParameterizedTest
    @MethodSource("otherPreProcessors")
    void otherPreProcessors(InputPreProcessor preProcessor) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(Nets.binary(4, 4))
                .layer(new DenseLayer.Builder()
                        .name("second")
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build())
                .inputPreProcessor(1, preProcessor)
                .build());
        network.init();

        assertRefused(network)
                .hasMessageContaining("Layer 1 \"second\", DenseLayer")
                .hasMessageContaining(preProcessor.getClass().getSimpleName());
    }

    static Stream<Arguments> layersOnImages() {
        Layer convolution =
                ImageNets.convolution(CNN2DFormat.NCHW, 2, 3, 3).name("edges").build();
        Layer dense = Nets.binary(0, 3);
        return Stream.of(
                Arguments.of(
                        "Layer 1 \"norms\"",
                        "pooling type is PNORM; MAX and AVG are supported",
                        List.of(
                                convolution,
                                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.PNORM)
                                        .pnorm(2)
                                        .name("norms")
                                        .build(),
                                dense)),
                Arguments.of(
                        "Layer 1 \"sums\"",
                        "pooling type is SUM",
                        List.of(
                                convolution,
                                new GlobalPoolingLayer.Builder(PoolingType.SUM)
                                        .name("sums")
                                        .build(),
                                ImageNets.loss())),
                Arguments.of(
                        "Layer 1 \"softmax\"",
                        "over the channels of each pixel",
                        List.of(
                                convolution,
                                new ActivationLayer.Builder()
                                        .activation(Activation.SOFTMAX)
                                        .name("softmax")
                                        .build(),
                                dense)),
                Arguments.of(
                        "The network",
                        "its output is an image",
                        List.of(convolution, new ActivationLayer(Activation.RELU))));
    }

    @ParameterizedTest
    @MethodSource("layersOnImages")
    void layersOnImages(String who, String why, List<Layer> layers) {
        MultiLayerNetwork network = ImageNets.of(CNN2DFormat.NCHW, 1, 8, 8, layers);

        assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.floats(1, 8, 8), List.of()))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining(" cannot be packed: ")
                .hasMessageStartingWith(who)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"NCHW, 1, 2, first", "NHWC, 2, 3, last"})
    void globalPoolingOfOtherDimensionsThanPixels(CNN2DFormat format, int rows, int columns, String where) {
        GlobalPoolingLayer pooling =
                new GlobalPoolingLayer.Builder(PoolingType.AVG).name("all").build();
        MultiLayerNetwork network = ImageNets.of(
                format, 1, 8, 8, List.of(ImageNets.convolution(format, 2, 3, 3).build(), pooling, ImageNets.loss()));
        // DL4J itself sets them right, by the type of the input.
        ((GlobalPoolingLayer) network.getLayer(1).conf().getLayer()).setPoolingDimensions(new int[] {rows, columns});

        assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.floats(1, 8, 8), List.of()))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("Layer 1 \"all\"")
                .hasMessageContaining("[" + rows + ", " + columns + "]")
                .hasMessageContaining("channels " + where);
    }

    @Test
    void imagesOfUnknownSize() {
        assertRefused(ImageNets.of(
                        CNN2DFormat.NCHW,
                        3,
                        8,
                        8,
                        List.of(
                                ImageNets.convolution(CNN2DFormat.NCHW, 2, 3, 3)
                                        .name("first")
                                        .build(),
                                Nets.binary(0, 3))))
                .hasMessageContaining("Layer 0 \"first\"")
                .hasMessageContaining("images of 3 channels")
                .hasMessageContaining("height and width");
    }

    @Test
    void imagesOfOtherChannels() {
        MultiLayerNetwork network = ImageNets.of(
                CNN2DFormat.NCHW,
                3,
                8,
                8,
                List.of(ImageNets.convolution(CNN2DFormat.NCHW, 2, 3, 3).build(), Nets.binary(0, 3)));

        assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.floats(1, 8, 8), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 channels")
                .hasMessageContaining("1x8x8 has 1");
    }

    /** What follows the first convolution has other sizes than those that the network was made for. */
    @Test
    void imagesOfAnotherSize() {
        MultiLayerNetwork network = ImageNets.of(
                CNN2DFormat.NCHW,
                3,
                8,
                8,
                List.of(ImageNets.convolution(CNN2DFormat.NCHW, 2, 3, 3).build(), Nets.binary(0, 3)));

        assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.floats(3, 9, 8), List.of()))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("Layer 1")
                .hasMessageContaining("72 values")
                .hasMessageContaining("84");
    }

    /** One mean for each channel, not for each value; how many values a channel has does not say the network. */
    @Test
    void batchNormalizationOfImagesOfUnknownSize() {
        BatchNormalization normalization =
                new BatchNormalization.Builder().name("of channels").build();
        assertRefused(new SmallNetwork()
                        .input(InputType.convolutional(4, 4, 2))
                        .chain(normalization, Nets.binary(0, 3)))
                .hasMessageContaining("Layer 0 \"of channels\"")
                .hasMessageContaining("2 features")
                .hasMessageContaining("1x1x32");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void parametersThatAreNotFinite(double value) {
        for (String parameter : List.of("0_b", "1_gamma", "1_beta", "1_mean", "1_log10stdev", "2_W", "2_b")) {
            MultiLayerNetwork network = new SmallNetwork()
                    .chain(
                            Nets.binaryWithBias(4, 3),
                            Nets.normalization(3),
                            new DenseLayer.Builder()
                                    .nIn(3)
                                    .nOut(3)
                                    .activation(Activation.IDENTITY)
                                    .build());
            assertThatCode(() -> PackedExporter.export(network)).doesNotThrowAnyException();
            if (parameter.equals("1_log10stdev") && Double.isInfinite(value)) {
                // Divides by infinity, which DL4J does too.
                continue;
            }
            network.getParam(parameter).putScalar(1, value);

            assertRefused(network).hasMessageStartingWith("Layer " + parameter.charAt(0) + " ");
        }
    }

    @Test
    void weightsAndBiasesOfBinaryLayersThatAreNaN() {
        for (Layer[] layers : List.of(
                new Layer[] {Nets.binaryWithBias(4, 3)}, new Layer[] {Nets.binaryWithBias(4, 3), Nets.sign()})) {
            for (String parameter : List.of("0_W", "0_b")) {
                MultiLayerNetwork network = new SmallNetwork().chain(layers);
                network.getParam(parameter).putScalar(1, Double.NaN);

                assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.signs(4), List.of()))
                        .isInstanceOf(NotPackableException.class)
                        .hasMessageStartingWith("Layer 0 \"layer0\", BinaryDenseLayer")
                        .hasMessageContaining("NaN");
            }
        }
    }

    @Test
    void networksThatAreNotInitialized() {
        MultiLayerNetwork network = new MultiLayerNetwork(new SmallNetwork().configuration(Nets.binary(4, 3)));
        ComputationGraphConfiguration configuration = new SmallNetwork()
                .graphConfiguration(vertices -> vertices.addInputs("in")
                        .addLayer("layer", Nets.binary(4, 3), "in")
                        .setOutputs("layer"));

        assertThatThrownBy(() -> PackedExporter.export(network))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("init()");
        assertThatThrownBy(() -> PackedExporter.export(new ComputationGraph(configuration)))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("init()");
    }

    @Test
    void networksThatDoNotSayHowManyInputsTheyHave() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(new LossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build());

        assertThatThrownBy(() -> PackedExporter.export(network))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("how many inputs");
    }

    @Test
    void encodingsOfAnotherSize() {
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(4, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackedExporter.export(network, InputEncoding.bytes(0, 1, 3, 2, 2), List.of()))
                .withMessage("The network has 4 inputs, but the encoding 3x2x2 has 12 values");
    }

    @Test
    void labelsOfAnotherCount() {
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(4, 3));
        InputEncoding encoding = InputEncoding.signs(4);
        PackedNetwork packed = PackedExporter.export(network, encoding, List.of("a", "b", "c"));

        assertThat(packed.labels()).containsExactly("a", "b", "c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackedExporter.export(network, encoding, List.of("a", "b")))
                .withMessageContaining("3 outputs")
                .withMessageContaining("2 labels");
    }
}
