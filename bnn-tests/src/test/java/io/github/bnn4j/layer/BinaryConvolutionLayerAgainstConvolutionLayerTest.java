package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.quantizer.BinarySign;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * With a deterministic sign, a binary convolution layer is DL4J's own holding {@code H * sign(W)}: same output, same
 * dL/dInput, and dL/dWb goes to the latent kernel as it is.
 */
class BinaryConvolutionLayerAgainstConvolutionLayerTest {

    private static final int IN = 3;
    private static final int MULTIPLIER = 2;

    /** As a depthwise layer has it. */
    private static final int OUT = IN * MULTIPLIER;

    /** Stands for Glorot's bound among numbers. */
    private static final double GLOROT = 0;

    enum Kind {
        CONVOLUTION,
        DEPTHWISE,
        SEPARABLE
    }

    record Variant(
            Kind kind,
            DataType type,
            int examples,
            int height,
            int width,
            int[] kernel,
            int[] stride,
            int[] dilation,
            int[] padding,
            ConvolutionMode mode,
            CNN2DFormat format,
            KernelBound bound,
            boolean bias,
            IActivation activation) {

        BaseBinaryConvolutionLayer binary() {
            return switch (kind) {
                case CONVOLUTION ->
                    binary(new BinaryConvolutionLayer.Builder(kernel, stride, padding))
                            .build();
                case DEPTHWISE ->
                    binary(new BinaryDepthwiseConvolutionLayer.Builder(kernel, stride, padding))
                            .depthMultiplier(MULTIPLIER)
                            .build();
                case SEPARABLE ->
                    binary(new BinarySeparableConvolutionLayer.Builder(kernel, stride, padding))
                            .depthMultiplier(MULTIPLIER)
                            .build();
            };
        }

        private <T extends BaseBinaryConvolutionLayer.BaseBuilder<T>> T binary(T builder) {
            return both(builder).dataFormat(format).kernelBound(bound);
        }

        ConvolutionLayer stock() {
            return switch (kind) {
                case CONVOLUTION ->
                    both(new ConvolutionLayer.Builder(kernel, stride, padding).dataFormat(format))
                            .build();
                case DEPTHWISE ->
                    both(new DepthwiseConvolution2D.Builder(kernel, stride, padding)
                                    .dataFormat(format)
                                    .depthMultiplier(MULTIPLIER))
                            .build();
                case SEPARABLE ->
                    both(new SeparableConvolution2D.Builder(kernel, stride, padding)
                                    .dataFormat(format)
                                    .depthMultiplier(MULTIPLIER))
                            .build();
            };
        }

        private <T extends ConvolutionLayer.BaseConvBuilder<T>> T both(T builder) {
            return builder.dilation(dilation)
                    .convolutionMode(mode)
                    .nIn(IN)
                    .nOut(OUT)
                    .hasBias(bias)
                    .activation(activation);
        }

        Map<String, Double> bounds() {
            int taps = kernel[0] * kernel[1];
            return switch (kind) {
                case CONVOLUTION -> Map.of("W", bound.resolve(taps * IN, taps * OUT));
                case DEPTHWISE -> Map.of("W", bound.resolve(taps, taps * MULTIPLIER));
                case SEPARABLE ->
                    Map.of("W", bound.resolve(taps, taps * MULTIPLIER), "pW", bound.resolve(IN * MULTIPLIER, OUT));
            };
        }

        INDArray input(boolean wholeNumbers) {
            return random(wholeNumbers, examples, IN, height, width);
        }

        private INDArray random(boolean wholeNumbers, long... nchw) {
            long[] shape = format == CNN2DFormat.NCHW ? nchw : new long[] {nchw[0], nchw[2], nchw[3], nchw[1]};
            INDArray x = Nd4j.rand(DataType.DOUBLE, shape);
            return wholeNumbers
                    ? x.muli(9).castTo(DataType.INT32).castTo(type).subi(4)
                    : x.muli(2).subi(1).castTo(type);
        }

        @Override
        public String toString() {
            return String.format(
                    "%s %s %dx%dx%d kernel %dx%d stride %dx%d dilation %dx%d padding %dx%d %s %s H %s%s %s",
                    kind,
                    type,
                    examples,
                    height,
                    width,
                    kernel[0],
                    kernel[1],
                    stride[0],
                    stride[1],
                    dilation[0],
                    dilation[1],
                    padding[0],
                    padding[1],
                    mode,
                    format,
                    bound,
                    bias ? " bias" : "",
                    activation);
        }
    }

    private static Variant of(
            int height, int width, int[] kernel, int[] stride, int[] dilation, int[] padding, ConvolutionMode mode) {
        return new Variant(
                Kind.CONVOLUTION,
                DataType.FLOAT,
                5,
                height,
                width,
                kernel,
                stride,
                dilation,
                padding,
                mode,
                CNN2DFormat.NCHW,
                KernelBound.of(1),
                false,
                new ActivationIdentity());
    }

    private static int[] two(int height, int width) {
        return new int[] {height, width};
    }

    private static List<Variant> geometries() {
        return List.of(
                of(6, 7, two(3, 3), two(1, 1), two(1, 1), two(0, 0), ConvolutionMode.Truncate),
                of(6, 7, two(3, 3), two(1, 1), two(1, 1), two(1, 1), ConvolutionMode.Truncate),
                of(6, 7, two(3, 2), two(2, 1), two(1, 1), two(2, 1), ConvolutionMode.Truncate),
                of(6, 7, two(2, 3), two(3, 2), two(1, 1), two(0, 1), ConvolutionMode.Truncate),
                of(9, 8, two(3, 2), two(1, 1), two(2, 3), two(1, 2), ConvolutionMode.Truncate),
                of(9, 8, two(1, 1), two(1, 1), two(1, 1), two(0, 0), ConvolutionMode.Truncate),
                of(6, 7, two(6, 7), two(1, 1), two(1, 1), two(0, 0), ConvolutionMode.Truncate),
                of(6, 7, two(3, 3), two(1, 1), two(1, 1), two(0, 0), ConvolutionMode.Same),
                of(6, 7, two(2, 4), two(1, 1), two(1, 1), two(0, 0), ConvolutionMode.Same),
                of(6, 7, two(3, 3), two(2, 2), two(1, 1), two(0, 0), ConvolutionMode.Same),
                of(9, 8, two(3, 3), two(1, 1), two(2, 2), two(0, 0), ConvolutionMode.Same),
                of(7, 9, two(3, 3), two(2, 2), two(1, 1), two(0, 0), ConvolutionMode.Strict),
                of(6, 7, two(2, 3), two(2, 2), two(1, 1), two(1, 1), ConvolutionMode.Strict),
                // More output pixels than one group of examples has, and examples that do not fill the last group.
                of(20, 20, two(3, 3), two(1, 1), two(1, 1), two(1, 1), ConvolutionMode.Truncate),
                of(33, 34, two(2, 2), two(1, 1), two(1, 1), two(0, 0), ConvolutionMode.Same));
    }

    static Stream<Variant> variants() {
        DataType single = DataType.FLOAT;
        DataType twice = DataType.DOUBLE;
        CNN2DFormat first = CNN2DFormat.NCHW;
        CNN2DFormat last = CNN2DFormat.NHWC;
        return geometries().stream().flatMap(v -> Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(
                        with(v, kind, single, first, 1, false, new ActivationIdentity()),
                        with(v, kind, single, last, 0.5, true, new ActivationIdentity()),
                        with(v, kind, twice, first, GLOROT, true, new ActivationTanH()),
                        with(v, kind, twice, last, 2, true, new ActivationReLU()),
                        with(v, kind, single, first, 1, false, new SignActivation()))));
    }

    private static Variant with(
            Variant v,
            Kind kind,
            DataType type,
            CNN2DFormat format,
            double bound,
            boolean bias,
            IActivation activation) {
        return new Variant(
                kind,
                type,
                v.examples(),
                v.height(),
                v.width(),
                v.kernel(),
                v.stride(),
                v.dilation(),
                v.padding(),
                v.mode(),
                format,
                bound == GLOROT ? KernelBound.glorot() : KernelBound.of(bound),
                bias,
                activation);
    }

    /** Glorot's bound is no binary fraction: those variants are left to rounding. */
    static Stream<Variant> exactVariants() {
        return variants().filter(variant -> !variant.bound().equals(KernelBound.glorot()));
    }

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(7);
    }

    /** Small whole numbers, so that every sum is exact in whatever order it is taken, and equality means equality. */
    @ParameterizedTest
    @MethodSource("exactVariants")
    void isExactlyTheStockLayerOnWholeNumbers(Variant variant) {
        OneLayer binary = OneLayer.of(variant.type(), variant.binary());
        OneLayer stock = stockWithSignedWeights(variant, binary);
        INDArray x = variant.input(true);

        assertSame(flat(binary.predict(x)), flat(stock.predict(x)));
        INDArray y = binary.train(x);
        assertThat(y.shape()).isEqualTo(stock.train(x).shape());
        assertSame(flat(y), flat(stock.train(x)));
        INDArray epsilon = Nd4j.rand(DataType.DOUBLE, y.shape())
                .muli(9)
                .castTo(DataType.INT32)
                .castTo(variant.type())
                .subi(4);
        INDArray dx = binary.backward(epsilon);
        assertThat(dx.shape()).isEqualTo(x.shape());
        assertSame(flat(dx), flat(stock.backward(epsilon)));
        for (String kernel : variant.bounds().keySet()) {
            assertSame(flat(binary.gradient(kernel)), flat(stock.gradient(kernel)));
        }
        if (variant.bias()) {
            assertThat(binary.gradient("b").toDoubleVector())
                    .containsExactly(stock.gradient("b").toDoubleVector());
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isTheStockLayerToRounding(Variant variant) {
        double tolerance = variant.type() == DataType.DOUBLE ? 1e-13 : 3e-6;
        OneLayer binary = OneLayer.of(variant.type(), variant.binary());
        OneLayer stock = stockWithSignedWeights(variant, binary);
        INDArray x = variant.input(false);

        assertClose(flat(binary.predict(x)), flat(stock.predict(x)), tolerance);
        INDArray y = binary.train(x);
        assertClose(flat(y), flat(stock.train(x)), tolerance);
        INDArray epsilon = Nd4j.rand(variant.type(), y.shape()).muli(2).subi(1);
        assertClose(flat(binary.backward(epsilon)), flat(stock.backward(epsilon)), tolerance);
        for (String kernel : variant.bounds().keySet()) {
            assertClose(flat(binary.gradient(kernel)), flat(stock.gradient(kernel)), tolerance);
        }
        if (variant.bias()) {
            assertClose(
                    binary.gradient("b").reshape(1, OUT), stock.gradient("b").reshape(1, OUT), tolerance);
        }
    }

    private static OneLayer stockWithSignedWeights(Variant variant, OneLayer binary) {
        OneLayer stock = OneLayer.of(variant.type(), variant.stock());
        variant.bounds().forEach((kernel, h) -> {
            INDArray signed = binary.layer().getParam(kernel).dup();
            BinarySign.apply(signed, signed);
            stock.layer().getParam(kernel).assign(signed.muli(h));
        });
        if (variant.bias()) {
            INDArray bias = Nd4j.arange(OUT).castTo(variant.type()).subi(2);
            binary.bias().assign(bias);
            stock.bias().assign(bias);
        }
        return stock;
    }

    private static INDArray flat(INDArray x) {
        return x.dup('c').reshape('c', x.size(0), x.length() / x.size(0));
    }
}
