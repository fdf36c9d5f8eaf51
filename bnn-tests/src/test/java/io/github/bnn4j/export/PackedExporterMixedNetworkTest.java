package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static io.github.bnn4j.export.ComparedScores.assertSameBits;

import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Stock layers before, between and after binary ones. */
class PackedExporterMixedNetworkTest {

    private static final int EXAMPLES = 50;
    private static final int IN = 20;

    private final Random random = new Random(8);

    static Stream<Arguments> activations() {
        return Stream.of(
                        new ActivationIdentity(),
                        new ActivationReLU(),
                        new ActivationReLU(null, null, 0.3),
                        new ActivationLReLU(),
                        new ActivationLReLU(0.25),
                        new ActivationELU(),
                        new ActivationELU(0.5),
                        new ActivationTanH(),
                        new ActivationHardTanH(),
                        new ActivationSigmoid(),
                        new ActivationHardSigmoid(),
                        new ActivationSoftPlus(),
                        new ActivationSoftSign(),
                        new ActivationSwish(),
                        new ActivationSoftmax())
                .flatMap(activation ->
                        Stream.of(Arguments.of(activation, DataType.FLOAT), Arguments.of(activation, DataType.DOUBLE)));
    }

    private static DenseLayer dense(int in, int out, IActivation activation) {
        return new DenseLayer.Builder()
                .nIn(in)
                .nOut(out)
                .activation(activation)
                .biasInit(0.1)
                .build();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void denseLayersBeforeAndAfterBinaryOnes(IActivation activation, DataType type) {
        MultiLayerNetwork network = new SmallNetwork()
                .type(type)
                .chain(
                        dense(IN, 16, activation),
                        Nets.binary(16, 12),
                        dense(12, 11, activation),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(11)
                                .nOut(3)
                                .activation(activation)
                                .biasInit(-0.1)
                                .build());

        assertClose(network, PackedExporter.export(network), Nets.gaussians(EXAMPLES * IN, random), EXAMPLES);
    }

    /** Both sides of every kink, and where functions are flat. */
    @ParameterizedTest
    @MethodSource("activations")
    void activationLayersAfterBinaryLayersAndSigns(IActivation activation, DataType type) {
        MultiLayerNetwork network = new SmallNetwork()
                .type(type)
                .chain(
                        Nets.binary(IN, 16),
                        new ActivationLayer(activation),
                        Nets.binaryWithBias(16, 12),
                        Nets.sign(),
                        new ActivationLayer(activation),
                        dense(12, 11, new ActivationIdentity()),
                        new ActivationLayer(activation));
        // Sums of such values as 0.3 and -0.3 are often next to zero, where DL4J's rounding decides.
        Nets.set(network, 2, "b", 0.037);

        assertClose(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
    }

    /** Of bytes too, without a layer before. */
    @ParameterizedTest
    @MethodSource("activations")
    void activationLayersAlone(IActivation activation, DataType type) {
        MultiLayerNetwork network =
                new SmallNetwork().type(type).chain(new ActivationLayer(activation), Nets.binary(IN, 16));

        assertClose(
                network,
                PackedExporter.export(network, InputEncoding.bytes(-100, 155, 1, 1, IN), List.of()),
                Nets.integers(EXAMPLES * IN, -5, 5, random),
                EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void theBinaryLayersOwnActivationFunction(IActivation activation, DataType type) {
        MultiLayerNetwork network = new SmallNetwork()
                .type(type)
                .chain(new BinaryDenseLayer.Builder()
                        .nIn(IN)
                        .nOut(16)
                        .hasBias(true)
                        .activation(activation)
                        .build());
        Nets.setIntegers(network, 0, "b", -3, 3, random);

        assertClose(network, PackedExporter.export(network), Nets.gaussians(EXAMPLES * IN, random), EXAMPLES);
    }

    @Test
    void denseLayersWithoutBias() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new DenseLayer.Builder()
                                .nIn(IN)
                                .nOut(9)
                                .hasBias(false)
                                .activation(Activation.TANH)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(9)
                                .nOut(1)
                                .hasBias(false)
                                .activation(Activation.IDENTITY)
                                .build());

        assertClose(network, PackedExporter.export(network), Nets.gaussians(EXAMPLES * IN, random), EXAMPLES);
    }

    @Test
    void lossLayers() {
        MultiLayerNetwork hinge = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 5),
                        new LossLayer.Builder(SquaredHingeLoss.oneHot())
                                .activation(Activation.IDENTITY)
                                .build());
        MultiLayerNetwork softmax = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 5),
                        new LossLayer.Builder(new LossMCXENT())
                                .activation(Activation.SOFTMAX)
                                .build());
        float[] x = Nets.signs(EXAMPLES * IN, random);

        assertSameBits(hinge, PackedExporter.export(hinge, InputEncoding.signs(IN), List.of()), x, EXAMPLES);
        assertClose(softmax, PackedExporter.export(softmax, InputEncoding.signs(IN), List.of()), x, EXAMPLES);
    }

    @Test
    void whatActsInTrainingOnlyChangesNothing() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new DropoutLayer.Builder(0.5).build(),
                        new BinaryDenseLayer.Builder()
                                .nIn(IN)
                                .nOut(16)
                                .dropOut(NoScaleDropout.dropRate(0.5))
                                .build(),
                        Nets.sign(),
                        new DropoutLayer.Builder(new GaussianDropout(0.5)).build(),
                        new BinaryDenseLayer.Builder()
                                .nIn(16)
                                .nOut(12)
                                .dropOut(new Dropout(0.5))
                                .weightNoise(new DropConnect(0.5))
                                .build(),
                        new ActivationLayer.Builder()
                                .activation(Activation.IDENTITY)
                                .dropOut(new AlphaDropout(0.5))
                                .build(),
                        Nets.sign(),
                        Nets.binary(12, 4));

        assertSameBits(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
    }

    @Test
    void frozenLayers() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new FrozenLayer(dense(IN, 14, new ActivationTanH())),
                        new FrozenLayer(Nets.binary(14, 12)),
                        new FrozenLayerWithBackprop(Nets.normalization(12)),
                        new FrozenLayer(new FrozenLayerWithBackprop(Nets.binary(12, 8))),
                        new FrozenLayerWithBackprop(new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(8)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build()));

        assertClose(network, PackedExporter.export(network), Nets.gaussians(EXAMPLES * IN, random), EXAMPLES);
    }

    @Test
    void layersThatTransferLearningFroze() {
        MultiLayerNetwork trained = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 14),
                        Nets.sign(),
                        Nets.binary(14, 12),
                        Nets.sign(),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(12)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build());
        MultiLayerNetwork network = new TransferLearning.Builder(trained)
                .fineTuneConfiguration(
                        new FineTuneConfiguration.Builder().updater(new NoOp()).build())
                .setFeatureExtractor(2)
                .build();

        assertClose(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
    }

    @Test
    void binaryLayersInDoublePrecision() {
        MultiLayerNetwork network = new SmallNetwork()
                .type(DataType.DOUBLE)
                .chain(
                        Nets.binaryWithBias(IN, 14),
                        Nets.normalization(14),
                        Nets.sign(),
                        Nets.binary(14, 5),
                        Nets.normalization(5));
        Nets.setIntegers(network, 0, "b", -3, 3, random);
        Nets.drawNormalization(network, 1, random);
        Nets.drawNormalization(network, 4, random);

        assertClose(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
        assertClose(network, PackedExporter.export(network), Nets.gaussians(EXAMPLES * IN, random), EXAMPLES);
    }
}
