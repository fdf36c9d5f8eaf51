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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * DL4J's numeric gradient check. A sign has no numeric gradient, so a smooth quantizer with its true derivative takes its
 * place everywhere: what is checked is the layer's own arithmetic, bound H, order of steps and all. The straight-through
 * estimator itself is asserted elementwise elsewhere.
 */
@ExtendWith(DoublePrecision.class)
class BinaryDenseLayerGradientCheckTest {

    private static final int EXAMPLES = 5;
    private static final int IN = 4;
    private static final int CLASSES = 3;

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(1);
    }

    /** What is put between the two layers that are always there: a stock layer before, an output layer behind. */
    static Stream<Arguments> middles() {
        return Stream.of(
                middle("bound 1", binary().kernelBound(1)),
                middle("bound .7, bias", binary().hasBias(true)),
                middle("bound glorot", binary().kernelBound(KernelBound.glorot())),
                middle("input quantizer", binary().inputQuantizer(new TanhQuantizer())),
                middle("activation", binary().hasBias(true).activation(Activation.TANH)),
                middle(
                        "input quantizer, activation, bias",
                        binary().inputQuantizer(new TanhQuantizer())
                                .activation(new SignActivation(new TanhQuantizer()))
                                .hasBias(true)),
                middle(
                        "l1 and l2",
                        binary().l1(0.03).l2(0.02).l1Bias(0.01).l2Bias(0.04).hasBias(true)),
                middle("sign activation", binary(), new ActivationLayer(new SignActivation(new TanhQuantizer()))),
                middle(
                        "batch norm",
                        binary(),
                        new BatchNormalization.Builder().build(),
                        new ActivationLayer(new SignActivation(new TanhQuantizer()))));
    }

    private static Arguments middle(String name, BinaryDenseLayer.Builder first, Layer... others) {
        return Arguments.of(name, (Function<Quantizer, Layer[]>) kernelQuantizer -> Stream.concat(
                        Stream.of(first.kernelQuantizer(kernelQuantizer).build()), Stream.of(others))
                .toArray(Layer[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("middles")
    void multiLayerNetwork(String name, Function<Quantizer, Layer[]> middle) {
        assertThat(check(network(middle.apply(new TanhQuantizer())))).isTrue();
    }

    /** Were this one to pass, the check above would say nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("middles")
    void aWrongKernelGradientFails(String name, Function<Quantizer, Layer[]> middle) {
        assertThat(check(network(middle.apply(new TanhQuantizer(1.1))))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("middles")
    void computationGraph(String name, Function<Quantizer, Layer[]> middle) {
        assertThat(check(graph(middle.apply(new TanhQuantizer())))).isTrue();
    }

    @Test
    void aWrongInputGradientFails() {
        assertThat(check(network(binary().inputQuantizer(new TanhQuantizer(1.1)).build())))
                .isFalse();
    }

    @Test
    void aWrongActivationGradientFails() {
        assertThat(check(network(binary().activation(new SignActivation(new TanhQuantizer(1.1)))
                        .build())))
                .isFalse();
    }

    /** The mask must be the same at each evaluation: the generator is seeded before. */
    @Test
    void dropout() {
        for (Quantizer inputQuantizer : new Quantizer[] {null, new TanhQuantizer()}) {
            MultiLayerNetwork network = network(binary().inputQuantizer(inputQuantizer)
                    .activation(Activation.TANH)
                    .dropOut(NoScaleDropout.dropRate(0.4))
                    .build());
            assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                            .net(network)
                            .input(features())
                            .labels(RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES))
                            .callEachIter(net -> Nd4j.getRandom().setSeed(12345))))
                    .isTrue();
        }
    }

    @Test
    void maskedLabels() {
        MultiLayerNetwork network = network(binary().hasBias(true).build());
        INDArray mask = Nd4j.createFromArray(1.0, 0.0, 1.0, 1.0, 0.0).reshape(EXAMPLES, 1);
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(features())
                        .labels(RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES))
                        .labelMask(mask)))
                .isTrue();
    }

    private static BinaryDenseLayer.Builder binary() {
        // The check's updater does nothing, so a learning-rate scale would be all there is to see of it.
        return new BinaryDenseLayer.Builder()
                .nOut(5)
                .kernelBound(0.7)
                .kernelQuantizer(new TanhQuantizer())
                .learningRateScale(KernelLearningRateScale.none());
    }

    private static SmallNetwork small() {
        return new SmallNetwork().type(DataType.DOUBLE).updater(new NoOp());
    }

    private static DenseLayer before() {
        return new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build();
    }

    private static MultiLayerNetwork network(Layer... middle) {
        Stream<Layer> copies = Stream.of(middle).map(Layer::clone);
        return small().inputs(IN)
                .chain(Stream.of(Stream.of(before()), copies, Stream.of(softmaxOutput(CLASSES)))
                        .flatMap(layers -> layers)
                        .toList());
    }

    /** The same, with the middle's result beside the stock layer's. */
    private static ComputationGraph graph(Layer... middle) {
        return small().graph(vertices -> {
            vertices.addInputs("in").addLayer("before", before(), "in");
            String last = "before";
            for (int i = 0; i < middle.length; i++) {
                vertices.addLayer("middle" + i, middle[i].clone(), last);
                last = "middle" + i;
            }
            return vertices.addVertex("merge", new MergeVertex(), last, "before")
                    .addLayer("out", softmaxOutput(CLASSES), "merge")
                    .setOutputs("out")
                    .setInputTypes(InputType.feedForward(IN));
        });
    }

    private static boolean check(MultiLayerNetwork network) {
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(features())
                .labels(RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES))
                .exitOnFirstError(true)
                .excludeParams(Set.of("2_mean", "2_log10stdev")));
    }

    private static boolean check(ComputationGraph graph) {
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(graph)
                .inputs(new INDArray[] {features()})
                .labels(new INDArray[] {RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES)})
                .exitOnFirstError(true)
                .excludeParams(Set.of("middle1_mean", "middle1_log10stdev")));
    }

    private static INDArray features() {
        return Nd4j.rand(DataType.DOUBLE, EXAMPLES, IN).muli(2).subi(1);
    }
}
