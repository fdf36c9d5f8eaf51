package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelSplitUpdater;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Bound, initialization, clip and learning-rate scale go by the fans of each kernel, whatever its shape. */
class BinaryConvolutionLayerFansTest {

    private static final int TAPS = 6;
    private static final int IN = 5;
    private static final int OUT = 10;

    private static BaseBinaryConvolutionLayer.BaseBuilder<?> builder(ConvolutionKind kind) {
        return kind.builder(3, 2).nIn(IN).nOut(OUT);
    }

    /** With another stride as well, which DL4J divides the fan-out by. */
    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void kernelsStartWithinTheirBoundAndAreClippedToIt(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer =
                builder(kind).stride(3, 3).kernelBound(KernelBound.glorot()).build();
        MultiLayerNetwork network = new SmallNetwork().updater(new Adam()).chain(layer);
        kind.fans(TAPS, IN, OUT).forEach((name, fans) -> {
            double h = Math.sqrt(1.5 / (fans[0] + fans[1]));
            INDArray kernel = network.getLayer(0).getParam(name);
            double largest = Transforms.abs(kernel).maxNumber().doubleValue();
            assertThat(largest).as(name).isBetween(0.8 * h, h + 1e-7);

            kernel.assign(5);
            network.getLayer(0).applyConstraints(0, 0);
            assertThat(kernel.minNumber().doubleValue()).as(name).isCloseTo(h, within(1e-7));
            assertThat(kernel.maxNumber().doubleValue()).as(name).isCloseTo(h, within(1e-7));
        });
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void theBinarizedKernelHasTheMagnitudeOfItsBound(ConvolutionKind kind) {
        OneLayer layer = OneLayer.of(
                DataType.FLOAT, builder(kind).kernelBound(KernelBound.glorot()).build());
        kind.fans(TAPS, IN, OUT)
                .keySet()
                .forEach(name -> layer.layer().getParam(name).assign(1));
        double magnitude = kind.fans(TAPS, IN, OUT).values().stream()
                .mapToDouble(fans -> Math.sqrt(1.5 / (fans[0] + fans[1])) * fans[0])
                .reduce(1, (a, b) -> a * b);
        INDArray y = layer.predict(Nd4j.ones(DataType.FLOAT, 1, IN, 3, 2));
        assertThat(y.length()).isEqualTo(OUT);
        assertThat(y.minNumber().doubleValue()).isCloseTo(magnitude, within(1e-4));
        assertThat(y.maxNumber().doubleValue()).isCloseTo(magnitude, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void theUpdaterOfAKernelHasItsScale(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer = builder(kind).hasBias(true).build();
        layer.setIUpdater(new Adam(0.1));
        kind.fans(TAPS, IN, OUT).forEach((name, fans) -> assertThat(
                        ((KernelScaledUpdater) layer.getUpdaterByParam(name)).getKernelScale())
                .isCloseTo(Math.sqrt((fans[0] + fans[1]) / 1.5), within(1e-9)));
        assertThat(layer.getUpdaterByParam("b")).isEqualTo(new Adam(0.1));
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void bopFlipsEachKernelWithinItsBound(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer = builder(kind)
                .kernelBound(KernelBound.glorot())
                .weightInit(new SignedInit(KernelBound.glorot()))
                .build();
        new SmallNetwork()
                .updater(new KernelSplitUpdater(new Bop(0.1, 0.2), new Adam(0.01)))
                .chain(layer);
        kind.fans(TAPS, IN, OUT).forEach((name, fans) -> assertThat(((Bop) layer.getUpdaterByParam(name)).getBound())
                .isCloseTo(Math.sqrt(1.5 / (fans[0] + fans[1])), within(1e-9)));
    }

    /** A quantizer that measures the kernel output by output finds them, though a depthwise kernel has them in no dimension. */
    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void aScaleForEachOutputIsOfItsOwnWeights(ConvolutionKind kind) {
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                builder(kind).kernelQuantizer(new MagnitudeAwareSign()).build());
        INDArray kernel = layer.kernel();
        // One weight in the first output's way is larger, so that its mean is 1 above the others'.
        long weights = kind == ConvolutionKind.CONVOLUTION ? TAPS * IN : TAPS;
        kernel.assign(0.5);
        kernel.putScalar(new long[] {0, 0, 0, 0}, 0.5 + weights);
        if (kind == ConvolutionKind.SEPARABLE) {
            layer.layer().getParam("pW").assign(1);
        }
        INDArray y = layer.predict(Nd4j.ones(DataType.FLOAT, 1, IN, 3, 2)).reshape(OUT);
        double other = 0.5 * weights;
        double first = 1.5 * weights;
        if (kind == ConvolutionKind.SEPARABLE) {
            double sum = first + (IN * ConvolutionKind.MULTIPLIER - 1) * other;
            assertThat(y.toDoubleVector()).containsOnly(sum);
        } else {
            assertThat(y.getDouble(0)).isEqualTo(first);
            for (int i = 1; i < OUT; i++) {
                assertThat(y.getDouble(i)).isEqualTo(other);
            }
        }
    }
}
