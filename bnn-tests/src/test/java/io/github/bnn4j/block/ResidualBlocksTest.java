package io.github.bnn4j.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.SteSign;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Residual blocks are stock vertices under names that can be foretold. */
class ResidualBlocksTest {

    private static final int CHANNELS = 4;
    private static final int SIDE = 6;
    private static final int CLASSES = 3;

    /** Adds to a graph and tells the last vertex. */
    @FunctionalInterface
    interface Part {
        String addTo(GraphBuilder graph, String input);
    }

    /** @param vertices of the part, in the order in which they are added */
    record Case(String name, Part part, List<String> vertices) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "Bi-Real block",
                        (graph, input) -> BiRealNet.block(graph, "b", input, CHANNELS),
                        List.of("b_conv", "b_bn", "b_add")),
                new Case(
                        "Bi-Real transition",
                        (graph, input) -> BiRealNet.transition(graph, "b", input, 2 * CHANNELS),
                        List.of("b_conv", "b_bn", "b_pool", "b_project", "b_project_bn", "b_add")),
                new Case(
                        "ReActNet block",
                        (graph, input) -> ReActNet.block(graph, "b", input, CHANNELS),
                        List.of("b_rsign", "b_conv", "b_bn", "b_add", "b_rprelu")),
                new Case(
                        "ReActNet transition",
                        (graph, input) -> ReActNet.transition(graph, "b", input, 2 * CHANNELS),
                        List.of(
                                "b_rsign",
                                "b_conv",
                                "b_bn",
                                "b_pool",
                                "b_project",
                                "b_project_bn",
                                "b_add",
                                "b_rprelu")),
                new Case(
                        "QuickNet stem",
                        (graph, input) -> QuickNet.stem(graph, "b", input, 2 * CHANNELS, 2),
                        List.of(
                                "b_conv",
                                "b_conv_bn",
                                "b_relu",
                                "b_depthwise",
                                "b_depthwise_bn",
                                "b_pointwise",
                                "b_bn")),
                new Case(
                        "QuickNet block",
                        (graph, input) -> QuickNet.block(graph, "b", input, CHANNELS),
                        List.of("b_conv", "b_relu", "b_bn", "b_add")),
                new Case(
                        "QuickNet transition",
                        (graph, input) -> QuickNet.transition(graph, "b", input, 2 * CHANNELS),
                        List.of("b_relu", "b_pool", "b_blur", "b_project", "b_bn")));
    }

    private static ComputationGraph graph(Part part, CNN2DFormat format) {
        return new SmallNetwork()
                .updater(new Adam(.01))
                .with(global -> global.l1(.01).weightDecay(.01).constrainWeights(new WeightClip(.2)))
                .graph(graph -> {
                    graph.addInputs("in");
                    String last = QuickNet.top(graph, "top", part.addTo(graph, "in"), CLASSES);
                    return graph.setOutputs(last).setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS, format));
                });
    }

    private static INDArray features() {
        Nd4j.getRandom().setSeed(3);
        return Nd4j.randn(DataType.FLOAT, 6, CHANNELS, SIDE, SIDE);
    }

    private static DataSet data(INDArray features) {
        return new DataSet(features, RandomData.classesInTurn(DataType.FLOAT, (int) features.size(0), CLASSES));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isMadeOfTheseVertices(Case which) {
        ComputationGraphConfiguration configuration =
                graph(which.part(), CNN2DFormat.NCHW).getConfiguration();
        assertThat(configuration.getVertices().keySet())
                .filteredOn(name -> name.startsWith("b_"))
                .containsExactlyInAnyOrderElementsOf(which.vertices());
        String last = which.vertices().get(which.vertices().size() - 1);
        assertThat(configuration.getVertexInputs().get("top_relu")).containsExactly(last);
        if (which.vertices().contains("b_add")) {
            assertThat(configuration.getVertices().get("b_add"))
                    .isEqualTo(new ElementWiseVertex(ElementWiseVertex.Op.Add));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTrainedSavedAndTrainedOn(Case which) throws IOException {
        ComputationGraph graph = graph(which.part(), CNN2DFormat.NCHW);
        DataSet data = data(features());
        Map<String, INDArray> params = graph.paramTable();
        Map<String, INDArray> before = params.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> params.get(name).dup()));
        for (int step = 0; step < 5; step++) {
            graph.fit(data);
        }
        assertThat(before.keySet())
                .filteredOn(name -> graph.getParam(name).equalsWithEps(before.get(name), 0))
                .as("not moved by training")
                .isSubsetOf("b_blur_W");

        assertThat(ComputationGraphConfiguration.fromJson(
                        graph.getConfiguration().toJson()))
                .isEqualTo(graph.getConfiguration());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, file, true);
        ComputationGraph copy =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);
        assertThat(copy.outputSingle(data.getFeatures())).isEqualTo(graph.outputSingle(data.getFeatures()));
        graph.fit(data);
        copy.fit(data);
        assertThat(copy.params()).isEqualTo(graph.params());
    }

    /** The format follows from the input type: with the same parameters, both say the same. */
    @ParameterizedTest
    @MethodSource("cases")
    void takesChannelsLastAsWell(Case which) {
        ComputationGraph first = graph(which.part(), CNN2DFormat.NCHW);
        ComputationGraph last = graph(which.part(), CNN2DFormat.NHWC);
        last.setParams(first.params().dup());
        INDArray x = features();
        INDArray channelsLast = x.permute(0, 2, 3, 1).dup('c');

        assertThat(last.outputSingle(channelsLast).equalsWithEps(first.outputSingle(x), 1e-5))
                .isTrue();
        first.fit(data(x));
        last.fit(data(channelsLast));
        assertThat(last.outputSingle(channelsLast).equalsWithEps(first.outputSingle(x), 1e-3))
                .isTrue();
    }

    /** The input is seen by the branch and by the shortcut: neither may spoil it for the other. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSumIsOfTheInputItself(boolean keepAll) {
        for (Part part : List.<Part>of(
                (graph, input) -> BiRealNet.block(graph, "b", input, CHANNELS),
                (graph, input) -> ReActNet.block(graph, "b", input, CHANNELS),
                (graph, input) -> QuickNet.block(graph, "b", input, CHANNELS))) {
            ComputationGraph graph = new SmallNetwork().graph(vertices -> {
                vertices.addInputs("in");
                String last = part.addTo(vertices, "in");
                String[] outputs = Stream.of("b_add", "b_bn", last).distinct().toArray(String[]::new);
                return vertices.setOutputs(outputs).setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS));
            });
            INDArray x = features();
            INDArray before = x.dup();
            INDArray sum;
            INDArray branch;
            if (keepAll) {
                Map<String, INDArray> all = graph.feedForward(x, false);
                sum = all.get("b_add");
                branch = all.get("b_bn");
            } else {
                INDArray[] outputs = graph.output(x);
                sum = outputs[0];
                branch = outputs[1];
            }

            assertThat(x).isEqualTo(before);
            assertThat(sum).isEqualTo(before.add(branch));
        }
    }

    @Test
    void quickNetBlursWithTheBinomialFilterForEver() {
        ComputationGraph graph =
                graph((vertices, input) -> QuickNet.transition(vertices, "b", input, 2 * CHANNELS), CNN2DFormat.NCHW);
        INDArray blur = graph.getParam("b_blur_W");
        assertThat(blur.shape()).containsExactly(3, 3, CHANNELS, 1);
        for (int step = 0; step < 3; step++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        assertThat(blur.getDouble(i, j, channel, 0))
                                .isEqualTo((i == 1 ? 2 : 1) * (j == 1 ? 2 : 1) / 16.0);
                    }
                }
            }
            graph.fit(data(features()));
        }
        INDArray x = Nd4j.zeros(DataType.FLOAT, 1, CHANNELS, SIDE, SIDE);
        x.putScalar(new int[] {0, 2, 0, 0}, 16);
        assertThat(Elements.floats(graph.feedForward(x, false).get("b_blur")))
                .as("the only pixel is a corner of the windows of one")
                .contains(4)
                .containsOnly(0, 4);
    }

    /** What comes before the blur is trained through it. */
    @Test
    void gradientsPassThroughTheBlur() {
        ComputationGraph graph = new SmallNetwork().updater(new Sgd(1)).graph(vertices -> {
            vertices.addInputs("in");
            String last = QuickNet.block(vertices, "first", "in", CHANNELS);
            last = QuickNet.transition(vertices, "second", last, CHANNELS);
            return vertices.setOutputs(QuickNet.top(vertices, "top", last, CLASSES))
                    .setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS));
        });
        INDArray before = graph.getParam("first_conv_W").dup();
        graph.fit(data(features()));
        assertThat(graph.getParam("first_conv_W").sub(before).norm1Number().doubleValue())
                .isPositive();
    }

    @Test
    void optionsAreThosePapersGive() {
        ComputationGraph biReal =
                graph((vertices, input) -> BiRealNet.block(vertices, "b", input, CHANNELS), CNN2DFormat.NCHW);
        BinaryConvolutionLayer convolution =
                (BinaryConvolutionLayer) biReal.getLayer("b_conv").conf().getLayer();
        assertThat(convolution.getInputQuantizer()).isEqualTo(new ApproxSign());
        assertThat(convolution.getKernelQuantizer()).isEqualTo(new MagnitudeAwareSign());
        assertThat(convolution.getPaddingValue()).isEqualTo(PaddingValue.ZERO);

        ComputationGraph quick =
                graph((vertices, input) -> QuickNet.block(vertices, "b", input, CHANNELS), CNN2DFormat.NCHW);
        convolution = (BinaryConvolutionLayer) quick.getLayer("b_conv").conf().getLayer();
        assertThat(convolution.getInputQuantizer()).isEqualTo(new SteSign(1.25));
        assertThat(convolution.getPaddingValue()).isEqualTo(PaddingValue.ONE);
        assertThat(convolution.getConstraints())
                .singleElement()
                .isInstanceOfSatisfying(WeightClip.class, clip -> assertThat(clip.getBound())
                        .isEqualTo(new WeightClip(1.25).getBound()));
        BatchNormalization normalization =
                (BatchNormalization) quick.getLayer("b_bn").conf().getLayer();
        assertThat(normalization.getDecay()).isEqualTo(.9);
        assertThat(normalization.getEps()).isEqualTo(1e-5);
        assertThat(quick.getConfiguration().getVertexInputs().get("b_bn")).containsExactly("b_relu");

        // Signs times signs, a padding of ones as well: 9 * 4 products, each of them -1 or +1.
        INDArray products = quick.feedForward(features(), false).get("b_conv");
        quick.getParam("b_conv_W").assign(-.1);
        INDArray ofNegative =
                quick.feedForward(Nd4j.ones(1, CHANNELS, SIDE, SIDE), true).get("b_conv");
        assertThat(Elements.floats(ofNegative)).containsOnly(-9 * CHANNELS);
        assertThat(products.amaxNumber().doubleValue()).isLessThanOrEqualTo(9 * CHANNELS);
    }

    @Test
    void whatNoBlockCanHaveIsRefused() {
        GraphBuilder graph = new NeuralNetConfiguration.Builder().graphBuilder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuickNet.stem(graph, "stem", "in", 3, 1))
                .withMessageContaining("\"stem\"")
                .withMessageContaining("got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BiRealNet.block(graph, "block", "in", 0))
                .withMessageContaining("\"block\"")
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> ReActNet.transition(graph, "block", "in", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> QuickNet.block(graph, "block", "in", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> QuickNet.transition(graph, "block", "in", 0));
    }
}
