package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.softmaxOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.networks.DoublePrecision;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** DL4J's numeric gradient check, as {@link BinaryDenseLayerGradientCheckTest} has it. */
@ExtendWith(DoublePrecision.class)
class BinaryConvolutionLayerGradientCheckTest {

    private static final int EXAMPLES = 2;
    private static final int IN = 2;
    private static final int SIZE = 5;
    private static final int CLASSES = 3;

    /** All of the kernels, and some of the output layer. */
    private static final int PER_PARAM = 50;

    record Case(ConvolutionKind kind, CNN2DFormat format, String name, UnaryOperator<Options> setting) {

        BaseBinaryConvolutionLayer layer(Quantizer kernelQuantizer) {
            var builder = kind.builder(3, 2)
                    .nOut(4)
                    .dataFormat(format)
                    .kernelBound(0.7)
                    .kernelQuantizer(kernelQuantizer)
                    .learningRateScale(KernelLearningRateScale.none());
            return setting.apply(new Options(builder)).builder().build();
        }

        @Override
        public String toString() {
            return kind + " " + format + " " + name;
        }
    }

    /** Gives the wildcard of the builder's type a name. */
    record Options(BaseBinaryConvolutionLayer.BaseBuilder<?> builder) {}

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(1);
    }

    static Stream<Case> cases() {
        return Arrays.stream(ConvolutionKind.values())
                .flatMap(kind -> Arrays.stream(CNN2DFormat.values()).flatMap(format -> options(kind, format).stream()));
    }

    private static List<Case> options(ConvolutionKind kind, CNN2DFormat format) {
        return List.of(
                new Case(
                        kind,
                        format,
                        "same, bias, l2",
                        o -> new Options(o.builder()
                                .convolutionMode(ConvolutionMode.Same)
                                .hasBias(true)
                                .l2(0.02))),
                new Case(
                        kind,
                        format,
                        "stride, activation, glorot",
                        o -> new Options(o.builder()
                                .stride(2, 1)
                                .activation(Activation.TANH)
                                .kernelBound(KernelBound.glorot()))),
                new Case(
                        kind,
                        format,
                        "dilation, input quantizer, padded by zeros",
                        o -> new Options(
                                o.builder().dilation(2, 1).padding(1, 2).inputQuantizer(new TanhQuantizer()))),
                new Case(
                        kind,
                        format,
                        "input quantizer, same, padded by ones",
                        o -> new Options(o.builder()
                                .convolutionMode(ConvolutionMode.Same)
                                .paddingValue(PaddingValue.ONE)
                                .inputQuantizer(new TanhQuantizer()))),
                new Case(
                        kind,
                        format,
                        "stride, bias, padded by ones",
                        o -> new Options(o.builder()
                                .stride(1, 2)
                                .padding(2, 1)
                                .paddingValue(PaddingValue.ONE)
                                .hasBias(true))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRight(Case which) {
        assertThat(check(network(which.format(), which.layer(new TanhQuantizer()))))
                .isTrue();
    }

    /** Were this one to pass, the check above would say nothing. */
    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void aWrongKernelGradientFails(ConvolutionKind kind) {
        Case first = options(kind, CNN2DFormat.NCHW).get(0);
        assertThat(check(network(first.format(), first.layer(new TanhQuantizer(1.1)))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void isRightInAGraph(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer =
                options(kind, CNN2DFormat.NCHW).get(0).layer(new TanhQuantizer());
        ComputationGraph graph = small().graph(vertices -> vertices.addInputs("in")
                .addLayer("before", before(CNN2DFormat.NCHW), "in")
                .addLayer("binary", layer, "before")
                .addLayer("out", softmaxOutput(CLASSES), "binary")
                .setOutputs("out")
                .setInputTypes(InputType.convolutional(SIZE, SIZE, IN)));
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                        .net(graph)
                        .subset(true)
                        .maxPerParam(PER_PARAM)
                        .inputs(new INDArray[] {features(CNN2DFormat.NCHW)})
                        .labels(new INDArray[] {RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES)})))
                .isTrue();
    }

    /** The mask must be the same at each evaluation: the generator is seeded before. */
    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void withDropout(CNN2DFormat format) {
        for (PaddingValue padding : PaddingValue.values()) {
            BinaryConvolutionLayer layer = new BinaryConvolutionLayer.Builder(3, 3)
                    .nOut(3)
                    .dataFormat(format)
                    .convolutionMode(ConvolutionMode.Same)
                    .paddingValue(padding)
                    .kernelQuantizer(new TanhQuantizer())
                    .inputQuantizer(new TanhQuantizer())
                    .learningRateScale(KernelLearningRateScale.none())
                    .dropOut(NoScaleDropout.dropRate(0.4))
                    .build();
            assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                            .net(network(format, layer))
                            .subset(true)
                            .maxPerParam(PER_PARAM)
                            .input(features(format))
                            .labels(RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES))
                            .callEachIter(net -> Nd4j.getRandom().setSeed(12345))))
                    .isTrue();
        }
    }

    private static boolean check(MultiLayerNetwork network) {
        CNN2DFormat format = ((ConvolutionLayer) network.getLayer(0).conf().getLayer()).getCnn2dDataFormat();
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .subset(true)
                .maxPerParam(PER_PARAM)
                .input(features(format))
                .labels(RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES)));
    }

    private static SmallNetwork small() {
        return new SmallNetwork().type(DataType.DOUBLE).updater(new NoOp());
    }

    private static ConvolutionLayer before(CNN2DFormat format) {
        return new ConvolutionLayer.Builder(2, 2)
                .nOut(2)
                .dataFormat(format)
                .activation(Activation.TANH)
                .build();
    }

    private static MultiLayerNetwork network(CNN2DFormat format, BaseBinaryConvolutionLayer layer) {
        return small().input(InputType.convolutional(SIZE, SIZE, IN, format))
                .chain(
                        before(format),
                        layer,
                        new ActivationLayer(new SignActivation(new TanhQuantizer())),
                        softmaxOutput(CLASSES));
    }

    private static INDArray features(CNN2DFormat format) {
        Nd4j.getRandom().setSeed(3);
        long[] shape = format == CNN2DFormat.NCHW
                ? new long[] {EXAMPLES, IN, SIZE, SIZE}
                : new long[] {EXAMPLES, SIZE, SIZE, IN};
        return Nd4j.rand(DataType.DOUBLE, shape).muli(2).subi(1);
    }
}
