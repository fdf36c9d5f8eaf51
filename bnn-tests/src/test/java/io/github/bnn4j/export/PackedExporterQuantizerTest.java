package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.TanhQuantizer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.StochasticSign;
import io.github.bnn4j.quantizer.StochasticSign.Inference;
import io.github.bnn4j.quantizer.SwishSign;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every quantizer that has two values packs and agrees with DL4J; the others are refused by name. */
class PackedExporterQuantizerTest {

    private static final int EXAMPLES = 60;
    private static final int IN = 66;

    private final Random random = new Random(7);

    /** A user's own quantizer of activations or kernels. */
    private record Own(DoubleUnaryOperator rule) implements Quantizer {
        @Override
        public void quantize(INDArray x, INDArray out, boolean training) {
            for (long i = 0; i < x.size(0); i++) {
                for (long j = 0; j < x.size(1); j++) {
                    out.putScalar(i, j, rule.applyAsDouble(x.getDouble(i, j)));
                }
            }
        }

        @Override
        public void backprop(INDArray x, INDArray gradient) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return "Own";
        }
    }

    static Stream<Arguments> kernelQuantizers() {
        Stream<Quantizer> ofOneBit = Quantizers.forKernels().stream().filter(quantizer -> quantizer.bits() == 1);
        return Stream.concat(ofOneBit, Stream.of(new Own(w -> w >= 0 ? 0.25 : -0.25)))
                .flatMap(quantizer -> Stream.of(
                        Arguments.of(quantizer, KernelBound.of(1)),
                        Arguments.of(quantizer, KernelBound.of(0.3)),
                        Arguments.of(quantizer, KernelBound.glorot())));
    }

    @ParameterizedTest
    @MethodSource("kernelQuantizers")
    void kernels(Quantizer quantizer, KernelBound bound) {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(new BinaryDenseLayer.Builder()
                        .nIn(IN)
                        .nOut(30)
                        .kernelBound(bound)
                        .kernelQuantizer(quantizer)
                        .hasBias(true)
                        .build());
        Nets.setIntegers(network, 0, "b", -3, 3, random);

        assertClose(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
        assertClose(network, PackedExporter.export(network), Nets.gaussians(EXAMPLES * IN, random), EXAMPLES);
    }

    /** The magnitudes are positive, so they do not matter before a sign. */
    @ParameterizedTest
    @MethodSource("kernelQuantizers")
    void signsAfterKernels(Quantizer quantizer, KernelBound bound) {
        BinaryDenseLayer layer = new BinaryDenseLayer.Builder()
                .nIn(IN - 1)
                .nOut(30)
                .kernelBound(bound)
                .kernelQuantizer(quantizer)
                .build();
        MultiLayerNetwork network = new SmallNetwork().chain(layer, Nets.sign());

        assertSameBits(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN - 1), List.of()),
                Nets.signs(EXAMPLES * (IN - 1), random),
                EXAMPLES);
    }

    static Stream<Quantizer> notBinaryKernels() {
        return Stream.of(
                new StochasticSign(Inference.EXPECTED_VALUE),
                new SteTernary(),
                SteTernary.weightScaled(),
                new TanhQuantizer());
    }

    @ParameterizedTest
    @MethodSource("notBinaryKernels")
    void kernelsOfMoreThanTwoValuesAreRefused(Quantizer quantizer) {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 30),
                        Nets.sign(),
                        new BinaryDenseLayer.Builder()
                                .name("second")
                                .nIn(30)
                                .nOut(20)
                                .kernelQuantizer(quantizer)
                                .build());

        assertThatThrownBy(() -> PackedExporter.export(network))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("Layer 2 \"second\"")
                .hasMessageContaining("its kernel has ")
                .hasMessageContaining(quantizer.toString());
    }

    static Stream<Quantizer> activationQuantizers() {
        return Stream.of(
                new SteSign(2),
                new ApproxSign(),
                new SwishSign(3),
                new StochasticSign(Inference.SIGN),
                new SteHeaviside(),
                new Own(x -> x >= 0 ? 3 : 2),
                new Own(x -> x >= 0 ? -1 : 0.5),
                new Own(x -> -2));
    }

    @ParameterizedTest
    @MethodSource("activationQuantizers")
    void activations(Quantizer quantizer) {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 30),
                        Nets.sign(quantizer),
                        Nets.binaryWithBias(30, 20),
                        Nets.sign(quantizer),
                        Nets.binary(20, 9));
        Nets.setIntegers(network, 2, "b", -3, 3, random);

        assertSameBits(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("activationQuantizers")
    void activationsAtTheEnd(Quantizer quantizer) {
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(IN, 30), Nets.sign(quantizer));

        assertSameBits(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("activationQuantizers")
    void inputs(Quantizer quantizer) {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new BinaryDenseLayer.Builder()
                                .nIn(IN)
                                .nOut(30)
                                .inputQuantizer(quantizer)
                                .build(),
                        new BinaryDenseLayer.Builder()
                                .nIn(30)
                                .nOut(7)
                                .inputQuantizer(quantizer)
                                .build());
        float[] x = Nets.integers(EXAMPLES * IN, -2, 2, random);
        InputEncoding bytes = InputEncoding.bytes(-100, 155, 1, 1, IN);

        assertSameBits(network, PackedExporter.export(network), x, EXAMPLES);
        assertSameBits(network, PackedExporter.export(network, bytes, List.of()), x, EXAMPLES);
        assertSameBits(
                network,
                PackedExporter.export(network, InputEncoding.signs(IN), List.of()),
                Nets.signs(EXAMPLES * IN, random),
                EXAMPLES);
    }

    @Test
    void activationFunctionOfTheBinaryLayerItself() {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        new BinaryDenseLayer.Builder()
                                .nIn(IN)
                                .nOut(30)
                                .activation(new SignActivation(new SteHeaviside()))
                                .build(),
                        Nets.binary(30, 7));

        assertSameBits(network, PackedExporter.export(network), Nets.integers(EXAMPLES * IN, -2, 2, random), EXAMPLES);
    }

    static Stream<Quantizer> notBinaryActivations() {
        return Stream.of(
                new SteTernary(),
                new SteTernary(0),
                new SteTernary(0.5),
                new StochasticSign(Inference.EXPECTED_VALUE),
                new TanhQuantizer(),
                new Own(x -> x > 0 ? 1 : -1),
                new Own(x -> x >= 0.5 ? 1 : -1),
                new Own(x -> x >= -0.5 ? 1 : -1),
                new Own(x -> Math.abs(x) > 100 ? 0 : x >= 0 ? 1 : -1),
                new Own(x -> x >= 0 ? Double.NaN : -1),
                new Own(x -> x >= 0 ? Double.POSITIVE_INFINITY : -1));
    }

    @ParameterizedTest
    @MethodSource("notBinaryActivations")
    void activationsOfMoreThanTwoValuesAreRefused(Quantizer quantizer) {
        ActivationLayer layer = new ActivationLayer.Builder()
                .name("hidden")
                .activation(new SignActivation(quantizer))
                .build();
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(IN, 30), layer);

        assertThatThrownBy(() -> PackedExporter.export(network, InputEncoding.signs(IN), List.of()))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("Layer 1 \"hidden\"")
                .hasMessageContaining(quantizer.toString());
    }

    @ParameterizedTest
    @MethodSource("notBinaryActivations")
    void inputsOfMoreThanTwoValuesAreRefused(Quantizer quantizer) {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 30),
                        new BinaryDenseLayer.Builder()
                                .name("second")
                                .nIn(30)
                                .nOut(7)
                                .inputQuantizer(quantizer)
                                .build());

        assertThatThrownBy(() -> PackedExporter.export(network))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("Layer 1 \"second\"")
                .hasMessageContaining(quantizer.toString());
    }
}
