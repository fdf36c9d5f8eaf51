package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs pack, chains and others; what is not known is refused, naming it. */
class PackedExporterGraphTest {

    private static final int EXAMPLES = 30;

    private final Random random = new Random(9);

    private static AbstractThrowableAssert<?, ?> assertRefused(ComputationGraph graph) {
        return assertThatThrownBy(() -> PackedExporter.export(graph)).isInstanceOf(NotPackableException.class);
    }

    private static OutputLayer output(int in, int out) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nIn(in)
                .nOut(out)
                .activation(Activation.TANH)
                .build();
    }

    /** Whose layers are added in an order that is not theirs. */
    @Test
    void aChainIsTheSameNetwork() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("out", output(9, 4), "sign")
                .addLayer("normalization", Nets.normalization(9), "binary")
                .addLayer("sign", Nets.sign(), "normalization")
                .addLayer("binary", new FrozenLayer(Nets.binaryWithBias(20, 9)), "in")
                .setOutputs("out"));
        MultiLayerNetwork network =
                new SmallNetwork().chain(Nets.binaryWithBias(20, 9), Nets.normalization(9), Nets.sign(), output(9, 4));
        Nets.drawNormalization(network, 1, random);
        Nets.setIntegers(network, 0, "b", -2, 2, random);
        List<String> names = List.of("binary", "normalization", "sign", "out");
        for (int i = 0; i < names.size(); i++) {
            for (var parameter : network.getLayer(i).paramTable().entrySet()) {
                graph.getLayer(names.get(i)).getParam(parameter.getKey()).assign(parameter.getValue());
            }
        }
        float[] x = Nets.signs(EXAMPLES * 20, random);
        PackedNetwork packed = PackedExporter.export(graph, InputEncoding.signs(20), List.of("a", "b", "c", "d"));

        assertSameBits(
                ComparedScores.of(packed, x, EXAMPLES),
                ComparedScores.of(PackedExporter.export(network, InputEncoding.signs(20), List.of()), x, EXAMPLES));
        assertThat(packed.labels()).containsExactly("a", "b", "c", "d");
        INDArray features = Nd4j.createFromArray(x).reshape(EXAMPLES, 20);
        ComparedScores.assertClose(
                ComparedScores.of(PackedExporter.export(graph), x, EXAMPLES),
                Elements.floats(graph.outputSingle(features)),
                1e-5);
    }

    @Test
    void images() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("binary", Nets.binary(24, 5), "in")
                .setOutputs("binary")
                .setInputTypes(InputType.convolutional(4, 2, 3)));
        float[] x = Nets.integers(EXAMPLES * 24, 0, 255, random);

        PackedNetwork packed = PackedExporter.export(graph, InputEncoding.bytes(0, 255, 3, 4, 2), List.of());

        INDArray features = Nd4j.createFromArray(x).reshape(EXAMPLES, 3, 4, 2);
        assertSameBits(ComparedScores.of(packed, x, EXAMPLES), Elements.floats(graph.outputSingle(features)));
    }

    private void assertPacks(ComputationGraph graph, int inputs) {
        float[] x = Nets.signs(EXAMPLES * inputs, random);
        INDArray features = Nd4j.createFromArray(x).reshape(EXAMPLES, inputs);

        PackedNetwork packed = PackedExporter.export(graph, InputEncoding.signs(inputs), List.of());

        assertSameBits(ComparedScores.of(packed, x, EXAMPLES), Elements.floats(graph.outputSingle(features)));
    }

    @Test
    void branchesThatAreMerged() {
        assertPacks(
                new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("left", Nets.binary(4, 3), "in")
                        .addLayer("right", Nets.binary(4, 3), "in")
                        .addVertex("both", new MergeVertex(), "left", "right")
                        .addLayer("out", Nets.binary(6, 2), "both")
                        .setOutputs("out")),
                4);
    }

    @Test
    void verticesThatAreNoLayers() {
        assertPacks(
                new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("binary", Nets.binary(4, 3), "in")
                        .addVertex("scaled", new ScaleVertex(2), "binary")
                        .addVertex("shifted", new ShiftVertex(-1), "scaled")
                        .addVertex("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), "shifted", "binary")
                        .addVertex(
                                "difference", new ElementWiseVertex(ElementWiseVertex.Op.Subtract), "product", "binary")
                        .addVertex("mean", new ElementWiseVertex(ElementWiseVertex.Op.Average), "difference", "scaled")
                        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "mean", "scaled", "binary")
                        .addLayer("out", Nets.binary(3, 2), "sum")
                        .setOutputs("out")),
                4);
    }

    @Test
    void aLayerWithTwoInputs() {
        assertPacks(
                new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("binary", Nets.binary(4, 3), "in")
                        .addLayer("out", Nets.binary(7, 2), "binary", "in")
                        .setOutputs("out")),
                4);
    }

    /** Both the sums and the signs of them, which become floats once. */
    @Test
    void aValueThatSeveralLayersTakeIsComputedOnce() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("shared", Nets.binary(4, 3), "in")
                .addLayer("sign", Nets.sign(), "shared")
                .addLayer("one", Nets.binary(3, 3), "shared")
                .addVertex("two", new ElementWiseVertex(ElementWiseVertex.Op.Add), "shared", "sign")
                .addVertex("three", new ElementWiseVertex(ElementWiseVertex.Op.Add), "one", "sign")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "two", "three", "shared")
                .addLayer("out", Nets.binary(3, 2), "sum")
                .setOutputs("out"));

        assertPacks(graph, 4);
        assertThat(PackedExporter.export(graph, InputEncoding.signs(4), List.of()).layers().stream()
                        .map(layer -> layer.getClass().getSimpleName()))
                .containsExactlyInAnyOrder(
                        "BinaryDense",
                        "Sign",
                        "SignsToFloats",
                        "BinaryDenseOnFloats",
                        "Add",
                        "Add",
                        "Add",
                        "BinaryDenseOnFloats");
    }

    static Stream<GraphVertex> unknownVertices() {
        return Stream.of(
                new L2NormalizeVertex(),
                new SubsetVertex(0, 1),
                new StackVertex(),
                new ReshapeVertex(-1, 3),
                new UnstackVertex(0, 1));
    }

    @ParameterizedTest
    @MethodSource("unknownVertices")
    void verticesThatAreNotKnown(GraphVertex vertex) {
        assertRefused(new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("binary", Nets.binary(4, 3), "in")
                        .addVertex("it", vertex, "binary")
                        .addLayer("out", Nets.binary(3, 2), "it")
                        .setOutputs("out")))
                .hasMessageStartingWith("Vertex \"it\" cannot be packed: it is a "
                        + vertex.getClass().getSimpleName() + ", which is not supported; ")
                .hasMessageContaining("ElementWiseVertex, MergeVertex, ScaleVertex, ShiftVertex");
    }

    @Test
    void theMaximumOfValues() {
        assertRefused(new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("left", Nets.binary(4, 3), "in")
                        .addLayer("right", Nets.binary(4, 3), "in")
                        .addVertex("it", new ElementWiseVertex(ElementWiseVertex.Op.Max), "left", "right")
                        .addLayer("out", Nets.binary(3, 2), "it")
                        .setOutputs("out")))
                .hasMessage(
                        "Vertex \"it\" cannot be packed: it takes the Max of its inputs; Add, Subtract, Average and Product "
                                + "are supported");
    }

    @ParameterizedTest
    @CsvSource({"NCHW, 2, 1", "NHWC, 1, 3"})
    void joinsAlongOtherAxesThanChannels(CNN2DFormat format, int axis, int channels) {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("left", ImageNets.convolution(format, 2, 3, 3).build(), "in")
                .addLayer("right", ImageNets.convolution(format, 2, 3, 3).build(), "in")
                .addVertex("it", new MergeVertex(), "left", "right")
                .addLayer("out", Nets.binary(0, 2), "it")
                .setOutputs("out")
                .setInputTypes(InputType.convolutional(5, 5, 2, format)));
        ((MergeVertex) graph.getConfiguration().getVertices().get("it")).setMergeAxis(axis);

        assertThatThrownBy(() -> PackedExporter.export(graph, InputEncoding.signs(2, 5, 5), List.of()))
                .isInstanceOf(NotPackableException.class)
                .hasMessageStartingWith("Vertex \"it\" cannot be packed: it joins its inputs along axis " + axis)
                .hasMessageContaining("here axis " + channels + ": call setInputTypes");
    }

    @Test
    void twoInputs() {
        assertRefused(new SmallNetwork().graph(vertices -> vertices.addInputs("in", "more")
                        .addVertex("both", new MergeVertex(), "in", "more")
                        .addLayer("out", Nets.binary(6, 2), "both")
                        .setOutputs("out")
                        .setInputTypes(InputType.feedForward(3), InputType.feedForward(3))))
                .hasMessageContaining("2 and 1");
    }

    @Test
    void twoOutputs() {
        assertRefused(new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("binary", Nets.binary(4, 3), "in")
                        .addLayer("out", Nets.binary(3, 2), "binary")
                        .setOutputs("binary", "out")))
                .hasMessageContaining("1 and 2");
    }

    /** A chain that goes on behind the output, whose last layer nobody asks for. */
    @Test
    void layersBehindTheOutput() {
        assertRefused(new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("out", Nets.binary(4, 3), "in")
                        .addLayer("behind", Nets.binary(3, 2), "out")
                        .setOutputs("out")
                        .allowDisconnected(true)))
                .hasMessageContaining("Vertex \"behind\" cannot be packed")
                .hasMessageContaining("[out]");
    }

    @Test
    void aLayerIsNamedAsItsVertex() {
        assertRefused(new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                        .addLayer("first", Nets.binary(4, 3), "in")
                        .addLayer(
                                "second",
                                new OutputLayer.Builder(LossFunction.MSE)
                                        .nIn(3)
                                        .nOut(2)
                                        .activation(Activation.CUBE)
                                        .build(),
                                "first")
                        .setOutputs("second")))
                .hasMessageContaining("Layer 1 \"second\", OutputLayer");
    }
}
