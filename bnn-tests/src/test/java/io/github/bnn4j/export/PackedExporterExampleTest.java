package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.quantizer.SteSign;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is done first with an example, before or besides any layer that says what it is: an image, and in which format, or a vector. */
class PackedExporterExampleTest {

    private static final int EXAMPLES = 20;
    private static final int CHANNELS = 2;
    private static final int SIDE = 4;

    private final Random random = new Random(5);

    /** Adds to a graph, and tells the last vertex, of which scores are made. */
    record Beginning(String name, BiFunction<GraphBuilder, CNN2DFormat, String> part) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String add(GraphBuilder graph, ElementWiseVertex.Op op) {
        graph.addVertex("shifted", new ShiftVertex(0.5), "in");
        graph.addVertex("both", new ElementWiseVertex(op), "in", "shifted");
        return "both";
    }

    private static String merge(GraphBuilder graph) {
        graph.addVertex("shifted", new ShiftVertex(0.5), "in");
        graph.addVertex("both", new MergeVertex(), "in", "shifted");
        return "both";
    }

    private static String convolve(GraphBuilder graph, CNN2DFormat format, String input) {
        graph.addLayer(
                "convolution",
                ImageNets.convolution(format, 3, 3, 3)
                        .convolutionMode(ConvolutionMode.Same)
                        .build(),
                input);
        return "convolution";
    }

    private static PReLULayer prelu(CNN2DFormat format) {
        boolean last = format == CNN2DFormat.NHWC;
        return new PReLULayer.Builder()
                .inputShape(last ? new long[] {SIDE, SIDE, CHANNELS} : new long[] {CHANNELS, SIDE, SIDE})
                .sharedAxes(last ? 2 : 3)
                .build();
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                        new Beginning("max pooling", (graph, format) -> {
                            graph.addLayer(
                                    "pool", ImageNets.pooling(format, 2, 2).build(), "in");
                            return "pool";
                        }),
                        new Beginning("max pooling, convolution", (graph, format) -> {
                            graph.addLayer(
                                    "pool", ImageNets.pooling(format, 2, 2).build(), "in");
                            return convolve(graph, format, "pool");
                        }),
                        new Beginning("RSign, convolution", (graph, format) -> {
                            graph.addLayer("sign", new RSignLayer.Builder().build(), "in");
                            return convolve(graph, format, "sign");
                        }),
                        new Beginning(
                                "sum, convolution",
                                (graph, format) -> convolve(graph, format, add(graph, ElementWiseVertex.Op.Add))),
                        new Beginning("product", (graph, format) -> add(graph, ElementWiseVertex.Op.Product)),
                        new Beginning("join, convolution", (graph, format) -> convolve(graph, format, merge(graph))),
                        new Beginning("join", (graph, format) -> merge(graph)),
                        new Beginning("join of images of one pixel", (graph, format) -> {
                            graph.addLayer(
                                    "one",
                                    ImageNets.convolution(format, 2, SIDE, SIDE).build(),
                                    "in");
                            graph.addLayer(
                                    "other",
                                    ImageNets.convolution(format, 3, SIDE, SIDE).build(),
                                    "in");
                            graph.addVertex("both", new MergeVertex(), "one", "other");
                            return "both";
                        }),
                        new Beginning("PReLU", (graph, format) -> {
                            graph.addLayer("prelu", prelu(format), "in");
                            return "prelu";
                        }),
                        new Beginning("global pooling", (graph, format) -> {
                            graph.addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "in");
                            return "pool";
                        }))
                .flatMap(beginning -> Stream.of(
                        Arguments.of(beginning, CNN2DFormat.NCHW), Arguments.of(beginning, CNN2DFormat.NHWC)));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void images(Beginning beginning, CNN2DFormat format) {
        ComputationGraph network = new SmallNetwork().graph(graph -> {
            graph.addInputs("in");
            graph.addLayer("out", Nets.binary(0, 3), beginning.part.apply(graph, format));
            return graph.setOutputs("out").setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS, format));
        });
        ExactParameters.draw(network, random);
        int size = CHANNELS * SIDE * SIDE;
        // Bytes that stand for themselves, which nothing scales.
        float[] bytes = Nets.integers(EXAMPLES * size, 0, 255, random);
        float[] signs = Nets.signs(EXAMPLES * size, random);

        assertPacks(network, format, InputEncoding.bytes(0, 255, CHANNELS, SIDE, SIDE), bytes);
        assertPacks(network, format, InputEncoding.signs(CHANNELS, SIDE, SIDE), signs);
        assertPacks(network, format, InputEncoding.floats(CHANNELS, SIDE, SIDE), bytes);
    }

    private static void assertPacks(ComputationGraph network, CNN2DFormat format, InputEncoding encoding, float[] x) {
        INDArray images = Nd4j.createFromArray(x).reshape(EXAMPLES, CHANNELS, SIDE, SIDE);
        float[] expected = Elements.floats(network.outputSingle(
                format == CNN2DFormat.NHWC ? images.permute(0, 2, 3, 1).dup('c') : images));

        PackedNetwork packed = PackedExporter.export(network, encoding, List.of());

        assertSameBits(ComparedScores.of(packed, x, EXAMPLES), expected);
    }

    /** An encoding of a vector is that of an image of one row. */
    @Test
    void vectors() {
        ComputationGraph network = new SmallNetwork().graph(graph -> graph.addInputs("in")
                .addLayer("sign", new RSignLayer.Builder().build(), "in")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "in", "sign")
                .addVertex("both", new MergeVertex(), "in", "sum")
                .addLayer(
                        "out",
                        new BinaryDenseLayer.Builder()
                                .nOut(3)
                                .inputQuantizer(new SteSign())
                                .build(),
                        "both")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(7)));
        ExactParameters.draw(network, random);
        float[] x = Nets.integers(EXAMPLES * 7, 0, 3, random);
        float[] expected =
                Elements.floats(network.outputSingle(Nd4j.createFromArray(x).reshape(EXAMPLES, 7)));

        assertThat(PackedExporter.inputs(network)).isEqualTo(7);
        for (InputEncoding encoding : List.of(InputEncoding.floats(7), InputEncoding.bytes(0, 255, 1, 1, 7))) {
            assertSameBits(
                    ComparedScores.of(PackedExporter.export(network, encoding, List.of()), x, EXAMPLES), expected);
        }
    }
}
