package io.github.bnn4j.summary;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** What each kind of layer counts for. */
class BinarySummaryTest {

    @Test
    void ternaryWeightsTakeTwoBitsAndAreNoBinaryOperations() {
        LayerSummary layer = summary(binary(5, 3)
                        .inputQuantizer(new SteSign())
                        .kernelQuantizer(new SteTernary())
                        .build())
                .layers()
                .get(0);
        assertThat(layer.kernelBits()).isEqualTo(2);
        assertThat(layer.kernelParams()).isEqualTo(15);
        assertThat(layer.bytes()).as("30 bits, rounded up").isEqualTo(4);
        assertThat(layer.binaryMacs()).isZero();
        assertThat(layer.floatMacs()).isEqualTo(15);
    }

    @Test
    void bitsAreRoundedUpToBytesInEachLayer() {
        BinarySummary summary = summary(binary(3, 3).build(), binary(3, 3).build());
        assertThat(summary.bytes()).as("9 bits, twice").isEqualTo(4);
        assertThat(summary.floatEquivalentBytes()).isEqualTo(72);
        assertThat(summary.compressionRatio()).isEqualTo(18);
    }

    @Test
    void aBiasIsFloats() {
        LayerSummary layer =
                summary(binary(8, 3).hasBias(true).build()).layers().get(0);
        assertThat(layer.kernelParams()).isEqualTo(24);
        assertThat(layer.floatParams()).isEqualTo(3);
        assertThat(layer.bytes()).isEqualTo(3 + 12);
    }

    @Test
    void anInputQuantizerMakesTheFirstLayerBinary() {
        assertThat(summary(binary(8, 3).build()).binaryMacs()).isZero();
        List<Quantizer> ofOneBit = Quantizers.elementwise().stream()
                .filter(quantizer -> quantizer.bits() == 1)
                .toList();
        assertThat(ofOneBit).contains(new SteSign(), new ApproxSign(), new StochasticSign(), new SteHeaviside());
        for (Quantizer quantizer : ofOneBit) {
            BinarySummary summary =
                    summary(binary(8, 3).inputQuantizer(quantizer).build());
            assertThat(summary.layers().get(0).inputBits()).isEqualTo(1);
            assertThat(summary.binaryMacs()).isEqualTo(24);
            assertThat(summary.floatMacs()).isZero();
        }
    }

    /** As the authors test stochastic weights, by their real values: neither bits nor binary operations. */
    @Test
    void realValuedInferenceIsNotBinary() {
        StochasticSign realValued = new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE);
        LayerSummary kernel = summary(binary(8, 3)
                        .inputQuantizer(new SteSign())
                        .kernelQuantizer(realValued)
                        .build())
                .layers()
                .get(0);
        assertThat(kernel.bytes()).isEqualTo(24 * 4);
        assertThat(kernel.kernelParams()).isZero();
        assertThat(kernel.floatParams()).isEqualTo(24);
        assertThat(kernel.floatMacs()).isEqualTo(24);

        BinarySummary input = summary(binary(8, 3).inputQuantizer(realValued).build());
        assertThat(input.layers().get(0).inputBits()).isEqualTo(32);
        assertThat(input.binaryMacs()).isZero();
    }

    @Test
    void signsReachTheNextLayerOnlyIfNothingChangesThem() {
        assertThat(secondLayerIsBinary(new ActivationLayer(new SignActivation())))
                .isTrue();
        assertThat(secondLayerIsBinary(new ActivationLayer(new SignActivation()), new DropoutLayer(0.5)))
                .isTrue();
        assertThat(secondLayerIsBinary(new ActivationLayer(new SignActivation(new SteHeaviside()))))
                .isTrue();
        assertThat(secondLayerIsBinary()).isFalse();
        assertThat(secondLayerIsBinary(new ActivationLayer(Activation.TANH))).isFalse();
        assertThat(secondLayerIsBinary(new ActivationLayer(new SignActivation(new SteTernary()))))
                .isFalse();
        assertThat(secondLayerIsBinary(new ActivationLayer(new SignActivation()), norm(6)))
                .isFalse();
        assertThat(secondLayerIsBinary(
                        new ActivationLayer(new SignActivation()),
                        new DenseLayer.Builder().nIn(6).nOut(6).build()))
                .isFalse();
        assertThat(secondLayerIsBinary(new DenseLayer.Builder()
                        .nIn(6)
                        .nOut(6)
                        .activation(new SignActivation())
                        .build()))
                .isTrue();
    }

    @Test
    void aSignInsideABinaryLayerCountsToo() {
        BinarySummary summary = summary(
                binary(4, 6).activation(new SignActivation()).build(),
                binary(6, 5).build());
        assertThat(summary.binaryMacs()).isEqualTo(30);
        assertThat(summary.floatMacs()).isEqualTo(24);
    }

    private static boolean secondLayerIsBinary(Layer... between) {
        Layer[] layers = new Layer[between.length + 2];
        layers[0] = binary(4, 6).build();
        System.arraycopy(between, 0, layers, 1, between.length);
        layers[layers.length - 1] = binary(6, 5).name("second").build();
        LayerSummary second = summary(layers).layers().get(layers.length - 1);
        assertThat(second.binaryMacs() + second.floatMacs()).isEqualTo(30);
        return second.binaryMacs() == 30;
    }

    /** Convolution 3x3, 2 to 5 channels on 8x6 gives 6x4; pooled 3x2; 30 inputs for the dense layers. */
    @Test
    void mixedNetworkByHand() {
        MultiLayerNetwork network = new SmallNetwork()
                .input(InputType.convolutional(8, 6, 2))
                .chain(
                        new ConvolutionLayer.Builder(3, 3).name("conv").nOut(5).build(),
                        norm(0),
                        new ActivationLayer(new SignActivation()),
                        new SubsamplingLayer.Builder(PoolingType.MAX)
                                .kernelSize(2, 2)
                                .stride(2, 2)
                                .build(),
                        new BinaryDenseLayer.Builder().nOut(7).build(),
                        new DenseLayer.Builder().nOut(4).build(),
                        linearOutput(3));

        BinarySummary summary = BinarySummary.of(network, InputType.convolutional(8, 6, 2));

        assertThat(summary.layers())
                .extracting(LayerSummary::outputShape)
                .containsExactly("[5, 6, 4]", "[5, 6, 4]", "[5, 6, 4]", "[5, 3, 2]", "[7]", "[4]", "[3]");
        assertThat(summary.layers())
                .extracting(LayerSummary::kernelParams)
                .containsExactly(0L, 0L, 0L, 0L, 210L, 0L, 0L);
        assertThat(summary.layers())
                .extracting(LayerSummary::floatParams)
                .containsExactly(95L, 20L, 0L, 0L, 0L, 32L, 15L);
        assertThat(summary.layers())
                .extracting(LayerSummary::floatMacs)
                .containsExactly(2 * 5 * 9 * 24L, 0L, 0L, 0L, 0L, 28L, 12L);
        assertThat(summary.layers()).extracting(LayerSummary::binaryMacs).containsExactly(0L, 0L, 0L, 0L, 210L, 0L, 0L);
        assertThat(summary.params()).isEqualTo(network.numParams());
        assertThat(summary.bytes()).isEqualTo(27 + 4 * (95 + 20 + 32 + 15));
        assertThat(summary.floatEquivalentBytes()).isEqualTo(4 * network.numParams());
    }

    /** Two different values averaged are a third one. */
    @Test
    void averagePoolingMakesRealNumbersOfSigns() {
        for (PoolingType pooling : new PoolingType[] {PoolingType.AVG, PoolingType.SUM, PoolingType.PNORM}) {
            MultiLayerNetwork network = new SmallNetwork()
                    .input(InputType.convolutional(4, 4, 1))
                    .chain(
                            new ActivationLayer(new SignActivation()),
                            new SubsamplingLayer.Builder(pooling)
                                    .kernelSize(2, 2)
                                    .stride(2, 2)
                                    .pnorm(2)
                                    .build(),
                            new BinaryDenseLayer.Builder().nOut(7).build());
            assertThat(BinarySummary.of(network, InputType.convolutional(4, 4, 1))
                            .binaryMacs())
                    .isZero();
        }
    }

    @Test
    void aNetworkWithoutBinaryLayersIsNotCompressed() {
        BinarySummary summary = summary(new DenseLayer.Builder().nIn(4).nOut(3).build());
        assertThat(summary.kernelParams()).isZero();
        assertThat(summary.floatParams()).isEqualTo(15);
        assertThat(summary.compressionRatio()).isEqualTo(1);
        assertThat(summary.toString()).contains("0.0 % of 12");
    }

    /** A frozen layer is stored and computed as it was before. */
    @Test
    void aFrozenBinaryLayerIsStillBinary() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(binary(8, 6).name("frozen").inputQuantizer(new SteSign()).build(), linearOutput(6, 2));
        BinarySummary before = BinarySummary.of(network);
        MultiLayerNetwork frozen =
                new TransferLearning.Builder(network).setFeatureExtractor(0).build();

        BinarySummary after = BinarySummary.of(frozen, InputType.feedForward(8));

        assertThat(before.binaryMacs()).isEqualTo(48);
        assertThat(after.binaryMacs()).isEqualTo(before.binaryMacs());
        assertThat(after.bytes()).isEqualTo(before.bytes());
        assertThat(BinarySummary.of(frozen).bytes()).isEqualTo(before.bytes());
    }

    @Test
    void aFirstLayerThatDoesNotSayItsInputIsRefused() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(new ActivationLayer(new SignActivation()), binary(4, 3).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinarySummary.of(network))
                .withMessageContaining("ActivationLayer")
                .withMessageContaining("of(network, inputType)");
        assertThat(BinarySummary.of(network, InputType.feedForward(4)).binaryMacs())
                .isEqualTo(12);
    }

    /** Numbers are for logs and tests, not for a country. */
    @Test
    void theTableIsTheSameEverywhere() {
        BinarySummary summary = summary(binary(100, 300).build());
        Locale before = Locale.getDefault();
        try {
            String english = summary.toString();
            Locale.setDefault(Locale.GERMANY);
            assertThat(summary.toString()).isEqualTo(english).contains("30,000");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static BinarySummary summary(Layer... layers) {
        return BinarySummary.of(new SmallNetwork().chain(layers));
    }

    private static BinaryDenseLayer.Builder binary(int in, int out) {
        return new BinaryDenseLayer.Builder().nIn(in).nOut(out);
    }

    private static BatchNormalization norm(int units) {
        return new BatchNormalization.Builder().nIn(units).nOut(units).build();
    }
}
