package io.github.bnn4j.onnx.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import io.github.bnn4j.onnx.writer.HandWrittenTensor;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that were computed by hand, or stand in the specification. */
class OnnxEvaluatorTest {

    /** 1 to 9. */
    private static final NdArray IMAGE = NdArray.of(new int[] {1, 1, 3, 3}, range(1, 9));

    @Test
    void arithmeticRepeatsWhatHasSizeOne() {
        NdArray x = NdArray.of(new int[] {2, 3}, 1, 2, 3, 4, 5, 6);

        assertThat(values(x, (g, in) -> g.node("Add", in, g.vector("b", 10, 20, 30))))
                .containsExactly(11, 22, 33, 14, 25, 36);
        assertThat(values(x, (g, in) -> g.node("Sub", g.floats("b", new int[] {2, 1}, 10, 20), in)))
                .containsExactly(9, 8, 7, 16, 15, 14);
        assertThat(values(x, (g, in) -> g.node("Mul", in, g.scalar("b", -2))))
                .containsExactly(-2, -4, -6, -8, -10, -12);
        assertThat(values(x, (g, in) -> g.node("Div", in, g.scalar("b", 4))))
                .containsExactly(.25, .5, .75, 1, 1.25, 1.5);
        assertThat(values(x, (g, in) -> g.node("Pow", in, g.scalar("b", 2)))).containsExactly(1, 4, 9, 16, 25, 36);
    }

    @Test
    void oneByOne() {
        NdArray x = NdArray.of(new int[] {1, 5}, -2.5, -.5, 0, .5, 1.5);

        assertThat(values(x, (g, in) -> g.node("Sign", in))).containsExactly(-1, -1, 0, 1, 1);
        assertThat(values(x, (g, in) -> g.node("Round", in))).containsExactly(-2, -0.0, 0, 0, 2);
        assertThat(values(x, (g, in) -> g.node("Neg", in))).containsExactly(2.5, .5, -0.0, -.5, -1.5);
        assertThat(values(x, (g, in) -> g.node("Relu", in))).containsExactly(0, 0, 0, .5, 1.5);
        assertThat(values(x, (g, in) -> g.node("LeakyRelu", Map.of("alpha", .5), in)))
                .containsExactly(-1.25, -.25, 0, .5, 1.5);
        assertThat(values(x, (g, in) -> g.node("PRelu", in, g.vector("s", 1, 2, 3, 4, 5))))
                .containsExactly(-2.5, -1, 0, .5, 1.5);
        assertThat(values(x, (g, in) -> g.node("Clip", in, g.scalar("a", -1), g.scalar("b", 1))))
                .containsExactly(-1, -.5, 0, .5, 1);
        assertThat(values(
                        x,
                        (g, in) -> g.node(
                                "Where", g.node("Greater", in, g.scalar("z", 0)), g.scalar("a", 7), g.scalar("b", 8))))
                .containsExactly(8, 8, 8, 7, 7);
        assertThat(values(x, (g, in) -> g.node("GreaterOrEqual", in, g.scalar("z", 0))))
                .containsExactly(0, 0, 1, 1, 1);
        assertThat(values(x, (g, in) -> g.node("Less", in, g.scalar("z", 0)))).containsExactly(1, 1, 0, 0, 0);
        assertThat(values(x, (g, in) -> g.node("Cast", Map.of("to", 7), in))).containsExactly(-2, 0, 0, 0, 1);
    }

    @Test
    void larqsSignIsPlusOneAtZero() {
        NdArray x = NdArray.of(new int[] {1, 3}, -.5, 0, .5);

        assertThat(values(x, (g, in) -> g.node("Sign", g.node("Add", g.node("Sign", in), g.scalar("c", .1)))))
                .containsExactly(-1, 1, 1);
    }

    @Test
    void quantizers() {
        NdArray x = NdArray.of(new int[] {1, 4}, -3, -.25, 0, .75);

        assertThat(values(x, (g, in) -> g.nodeOf("q", "BipolarQuant", Map.of(), in, g.scalar("s", .5))))
                .containsExactly(-.5, -.5, .5, .5);
        assertThat(values(x, (g, in) -> quant(g, in, 1, Map.of("signed", 1, "narrow", 0))))
                .containsExactly(-.5, -.5, .5, .5);
        assertThat(values(x, (g, in) -> quant(g, in, 2, Map.of("signed", 1, "narrow", 1))))
                .containsExactly(-.5, -0.0, 0, .5);
        assertThat(values(x, (g, in) -> quant(g, in, 2, Map.of("signed", 0, "narrow", 0))))
                .containsExactly(0, 0, 0, 1);
        assertThat(values(
                        x,
                        (g, in) -> g.nodeOf(
                                "f",
                                "MultiThreshold",
                                Map.of("out_scale", 2.0, "out_bias", -1.0),
                                in,
                                g.floats("t", new int[] {4, 2}, -3, 9, 0, 0, 0, 1, 1, 1))))
                .containsExactly(1, -1, 1, -1);
    }

    private static String quant(HandWrittenGraph g, String in, double bits, Map<String, ?> attributes) {
        return g.nodeOf("q", "Quant", attributes, in, g.scalar("s", .5), g.scalar("z", 0), g.scalar("b", bits));
    }

    @Test
    void products() {
        NdArray x = NdArray.of(new int[] {2, 2}, 1, 2, 3, 4);

        assertThat(values(x, (g, in) -> g.node("MatMul", in, g.floats("w", new int[] {2, 1}, 10, 1))))
                .containsExactly(12, 34);
        assertThat(values(
                        x,
                        (g, in) -> g.node(
                                "Gemm",
                                Map.of("alpha", .5, "beta", 2.0, "transB", 1, "transA", 1),
                                in,
                                g.floats("w", new int[] {1, 2}, 10, 2),
                                g.vector("c", 1))))
                .containsExactly(10, 16);
    }

    @Test
    void convolutions() {
        assertThat(values(IMAGE, (g, in) -> g.node("Conv", in, g.floats("w", new int[] {1, 1, 2, 2}, 1, 0, 0, 10))))
                .containsExactly(51, 62, 84, 95);
        assertThat(values(
                        IMAGE,
                        (g, in) -> g.node(
                                "Conv",
                                Map.of("pads", new int[] {1, 0, 0, 1}, "strides", new int[] {2, 1}),
                                in,
                                g.floats("w", new int[] {1, 1, 2, 2}, 1, 0, 0, 10),
                                g.vector("b", 1000))))
                .containsExactly(1020, 1030, 1000, 1084, 1095, 1006);
        assertThat(values(
                        IMAGE,
                        (g, in) -> g.node(
                                "Conv",
                                Map.of("dilations", new int[] {2, 2}),
                                in,
                                g.floats("w", new int[] {1, 1, 2, 2}, 1, 10, 100, 1000))))
                .containsExactly(9731);
        assertThat(values(
                        IMAGE,
                        (g, in) -> g.node(
                                "Conv",
                                Map.of("auto_pad", "SAME_UPPER", "strides", new int[] {2, 2}),
                                in,
                                g.floats("w", new int[] {1, 1, 2, 2}, 1, 1, 1, 1))))
                .containsExactly(12, 9, 15, 9);
        assertThat(values(
                        IMAGE,
                        (g, in) -> g.node(
                                "Conv",
                                Map.of("auto_pad", "SAME_LOWER", "strides", new int[] {2, 2}),
                                in,
                                g.floats("w", new int[] {1, 1, 2, 2}, 1, 1, 1, 1))))
                .containsExactly(1, 5, 11, 28);
    }

    @Test
    void groups() {
        NdArray x = NdArray.of(new int[] {1, 4, 1, 1}, 1, 10, 100, 1000);

        assertThat(values(
                        x,
                        (g, in) -> g.node(
                                "Conv",
                                Map.of("group", 2),
                                in,
                                g.floats("w", new int[] {4, 2, 1, 1}, 1, 1, 1, -1, 1, 1, 1, -1))))
                .containsExactly(11, -9, 1100, -900);
    }

    @Test
    void pools() {
        Map<String, ?> two = Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2});
        Map<String, ?> ceil = Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}, "ceil_mode", 1);
        Map<String, ?> padded =
                Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}, "pads", new int[] {1, 1, 0, 0});
        Map<String, ?> counted = Map.of(
                "kernel_shape",
                new int[] {2, 2},
                "strides",
                new int[] {2, 2},
                "pads",
                new int[] {1, 1, 0, 0},
                "count_include_pad",
                1);

        assertThat(values(IMAGE, (g, in) -> g.node("MaxPool", two, in))).containsExactly(5);
        assertThat(values(IMAGE, (g, in) -> g.node("MaxPool", ceil, in))).containsExactly(5, 6, 8, 9);
        assertThat(values(IMAGE, (g, in) -> g.node("AveragePool", padded, in))).containsExactly(1, 2.5, 5.5, 7);
        assertThat(values(IMAGE, (g, in) -> g.node("AveragePool", counted, in))).containsExactly(.25, 1.25, 2.75, 7);
        assertThat(values(IMAGE, (g, in) -> g.node("AveragePool", ceil, in))).containsExactly(3, 4.5, 7.5, 9);
        assertThat(values(IMAGE, (g, in) -> g.node("GlobalAveragePool", in))).containsExactly(5);
        assertThat(values(IMAGE, (g, in) -> g.node("ReduceMean", Map.of("axes", new int[] {-1}), in)))
                .containsExactly(2, 5, 8);
    }

    @Test
    void normIsOfChannels() {
        NdArray x = NdArray.of(new int[] {1, 2, 1, 2}, 3, 5, 7, 9);

        assertThat(values(
                        x,
                        (g, in) -> g.node(
                                "BatchNormalization",
                                Map.of("epsilon", 1.0),
                                in,
                                g.vector("g", 2, -4),
                                g.vector("b", .5, 0),
                                g.vector("m", 1, 7),
                                g.vector("v", 3, 15))))
                .containsExactly(2.5, 4.5, 0, -2);
    }

    @Test
    void shapes() {
        NdArray x = NdArray.of(new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 6);

        assertThat(output(x, (g, in) -> g.node("Transpose", Map.of("perm", new int[] {2, 0, 1}), in)))
                .hasToString("[3, 2, 1] [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]");
        assertThat(output(x, (g, in) -> g.node("Transpose", in)))
                .hasToString("[3, 1, 2] [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]");
        assertThat(output(x, (g, in) -> g.node("Reshape", in, g.integers("s", 0, -1)))
                        .shape())
                .containsExactly(2, 3);
        assertThat(output(x, (g, in) -> g.node("Flatten", in)).shape()).containsExactly(2, 3);
        assertThat(output(x, (g, in) -> g.node("Flatten", Map.of("axis", 0), in))
                        .shape())
                .containsExactly(1, 6);
        assertThat(output(x, (g, in) -> g.node("Squeeze", in, g.integers("a", -2)))
                        .shape())
                .containsExactly(2, 3);
        assertThat(output(x, (g, in) -> g.node("Unsqueeze", in, g.integers("a", 0, -1)))
                        .shape())
                .containsExactly(1, 2, 1, 3, 1);
        assertThat(output(x, (g, in) -> g.node("Concat", Map.of("axis", 1), in, in)))
                .hasToString("[2, 2, 3] [1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 5.0, 6.0]");
        assertThat(values(x, (g, in) -> g.node("Gather", Map.of("axis", 2), in, g.integer("i", -1))))
                .containsExactly(3, 6);
        assertThat(values(x, (g, in) -> g.node("Shape", in))).containsExactly(2, 1, 3);
        assertThat(values(x, (g, in) -> g.node("Pad", in, g.integers("p", 0, 0, 1, 0, 0, 0), g.scalar("v", 9))))
                .containsExactly(9, 1, 2, 3, 9, 4, 5, 6);
    }

    @Test
    void constants() {
        NdArray x = NdArray.of(new int[] {2}, 0, 0);

        assertThat(values(x, (g, in) -> g.node("Constant", Map.of("value_floats", List.of(1.5, 2)))))
                .containsExactly(1.5, 2);
        assertThat(values(x, (g, in) -> g.node("Constant", Map.of("value", HandWrittenTensor.floats(new int[0], 5)))))
                .containsExactly(5);
        assertThat(values(
                        x,
                        (g, in) -> g.node(
                                "ConstantOfShape",
                                Map.of("value", HandWrittenTensor.rawFloats(new int[] {1}, 3)),
                                g.node("Shape", in))))
                .containsExactly(3, 3);
    }

    @Test
    void ends() {
        NdArray x = NdArray.of(new int[] {2, 3}, 1, 5, 5, 2, 1, 0);

        assertThat(values(x, (g, in) -> g.node("ArgMax", Map.of("axis", 1), in)))
                .containsExactly(1, 0);
        assertThat(values(x, (g, in) -> g.nodesOf("", "TopK", Map.of("axis", -1), 2, in, g.integers("k", 1))
                        .get(1)))
                .containsExactly(1, 0);
        assertThat(values(NdArray.of(new int[] {1, 2}, 0, Math.log(3)), (g, in) -> g.node("Softmax", in)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
                .containsExactly(.25, .75);
    }

    private static double[] values(NdArray input, BiFunction<HandWrittenGraph, String, String> body) {
        return output(input, body).values();
    }

    private static NdArray output(NdArray input, BiFunction<HandWrittenGraph, String, String> body) {
        HandWrittenGraph graph = new HandWrittenGraph(13);
        graph.output(body.apply(graph, graph.input("x", input.shape())));
        return new OnnxEvaluator(graph.model()).output(input);
    }

    private static double[] range(int from, int to) {
        return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
    }
}
