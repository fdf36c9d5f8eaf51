package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.onnx.evaluator.NdArray;
import io.github.bnn4j.onnx.evaluator.OnnxEvaluator;
import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX's own operators alone, with each way to say a sign: sums that are exactly 0 show which it is. */
class PlainDialectTest {

    private static final int SEEDS = 4;

    /** SlowProducts by Gemm and MatMul, with biases; K is even and all is integer, so that 0 is frequent. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE")
    void dense(SignForm sign) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Agreement.of(dense(sign, seed), Parts.bytes(1, 2, 4), new Draws(seed))
                    .isExact();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE")
    void convolutions(SignForm sign) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Agreement.of(convolutions(sign, seed), Parts.bytes(2, 5, 6), new Draws(seed))
                    .isExact();
        }
    }

    /** Of each of these networks, some example has another result if the sign of 0 is another: so the tests above see it. */
    @Test
    void theSignOfZeroMatters() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(differ(dense(SignForm.SIGN_ADD_SIGN, seed), dense(SignForm.SIGN_SUB_SIGN, seed), new int[] {
                        1, 1, 2, 4
                    }))
                    .as("dense, %d", seed)
                    .isTrue();
            assertThat(differ(
                            convolutions(SignForm.SIGN_ADD_SIGN, seed),
                            convolutions(SignForm.SIGN_SUB_SIGN, seed),
                            new int[] {1, 2, 5, 6}))
                    .as("convolutions, %d", seed)
                    .isTrue();
        }
    }

    private static boolean differ(HandWrittenGraph one, HandWrittenGraph other, int[] shape) {
        Draws draws = new Draws(1);
        for (int i = 0; i < 20; i++) {
            int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            NdArray example = NdArray.of(shape, draws.integers(size, 126, 130));
            double[] a = new OnnxEvaluator(one.model()).output(example).values();
            double[] b = new OnnxEvaluator(other.model()).output(example).values();
            if (!Arrays.equals(a, b)) {
                return true;
            }
        }
        return false;
    }

    private static HandWrittenGraph dense(SignForm sign, int seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.node("Flatten", graph.input("x", HandWrittenGraph.OPEN, 1, 2, 4));
        x = graph.node("Sub", x, parts.scalar(128));
        x = sign.of(graph, parts, x);
        x = gemm(graph, parts, draws, x, 8, 8);
        x = sign.of(graph, parts, x);
        x = graph.node("MatMul", x, parts.floats(new int[] {8, 6}, draws.signs(48)));
        x = sign.of(graph, parts, parts.batchNorm(x, 6));
        return graph.output(gemm(graph, parts, draws, x, 6, 3));
    }

    private static HandWrittenGraph convolutions(SignForm sign, int seed) {
        Draws draws = new Draws(100 + seed);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 2, 5, 6);
        x = convolution(graph, parts, draws, x, 2, 4, Map.of("pads", new int[] {1, 1, 1, 1}));
        x = sign.of(graph, parts, parts.batchNorm(x, 4));
        x = convolution(graph, parts, draws, x, 4, 6, Map.of("strides", new int[] {2, 2}, "auto_pad", "SAME_UPPER"));
        x = sign.of(graph, parts, x);
        x = graph.node("Reshape", x, parts.integers(0, -1));
        return graph.output(gemm(graph, parts, draws, x, 54, 3));
    }

    /** Latent weights in the file, whose sign it takes itself; 0 among them. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE")
    void signsOfWeights(SignForm sign) {
        Draws draws = new Draws(7);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 10);
        x = graph.node("MatMul", x, sign.of(graph, parts, parts.floats(new int[] {10, 6}, draws.latent(60))));
        x = sign.of(graph, parts, parts.batchNorm(x, 6));
        x = graph.node("MatMul", x, sign.of(graph, parts, parts.floats(new int[] {6, 4}, draws.latent(24))));
        graph.output(x);

        Agreement.of(graph, Parts.bytes(10, 1, 1), draws).isExact();
    }

    /** Comparisons with another number for each channel. */
    @ParameterizedTest
    @ValueSource(strings = {"GreaterOrEqual", "Greater", "Less"})
    void comparisonsWithThresholds(String comparison) {
        Draws draws = new Draws(8);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 3, 4, 4);
        x = convolution(graph, parts, draws, x, 3, 5, Map.of());
        String t = parts.floats(new int[] {1, 5, 1, 1}, draws.integers(5, -200, 200));
        x = graph.node("Where", graph.node(comparison, x, t), parts.scalar(1), parts.scalar(-1));
        x = convolution(graph, parts, draws, x, 5, 3, Map.of("kernel_shape", new int[] {2, 2}));
        graph.output(graph.node("Flatten", x));

        Agreement.of(graph, Parts.bytes(3, 4, 4), draws).isExact();
    }

    /** The scale of the input is not a power of two, and nor is anything else. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyNumbers(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 30);
        x = graph.node("MatMul", x, parts.floats(new int[] {30, 9}, draws.signs(270)));
        x = graph.node(
                "Add", graph.node("Mul", x, parts.vector(irrational(draws, 9))), parts.vector(irrational(draws, 9)));
        x = parts.larqSign(x);
        x = graph.node("MatMul", x, parts.floats(new int[] {9, 4}, draws.signs(36)));
        graph.output(graph.node(
                "BatchNormalization",
                x,
                parts.vector(irrational(draws, 4)),
                parts.vector(irrational(draws, 4)),
                parts.vector(irrational(draws, 4)),
                parts.vector(.3, .7, 1.1, 9)));

        Agreement.of(graph, InputEncoding.bytes(-1, 1, 30, 1, 1), draws).isWithin(1e-5);
    }

    private static double[] irrational(Draws draws, int count) {
        double[] values = draws.integers(count, 1, 1000);
        for (int i = 0; i < count; i++) {
            values[i] = Math.sin(values[i]);
        }
        return values;
    }

    private static String gemm(HandWrittenGraph graph, Parts parts, Draws draws, String x, int inputs, int outputs) {
        boolean transposed = draws.coin();
        return graph.node(
                "Gemm",
                Map.of(
                        "transB",
                        transposed ? 1 : 0,
                        "alpha",
                        draws.coin() ? 1.0 : .5,
                        "beta",
                        draws.coin() ? 1.0 : 2.0),
                x,
                parts.floats(
                        transposed ? new int[] {outputs, inputs} : new int[] {inputs, outputs},
                        draws.signs(inputs * outputs)),
                parts.vector(draws.integers(outputs, -2, 2)));
    }

    private static String convolution(
            HandWrittenGraph graph,
            Parts parts,
            Draws draws,
            String x,
            int inputs,
            int outputs,
            Map<String, ?> attributes) {
        int side = attributes.containsKey("kernel_shape") ? 2 : 3;
        return graph.node(
                "Conv",
                attributes,
                x,
                parts.floats(new int[] {outputs, inputs, side, side}, draws.signs(outputs * inputs * side * side)),
                parts.vector(draws.integers(outputs, -2, 2)));
    }
}
