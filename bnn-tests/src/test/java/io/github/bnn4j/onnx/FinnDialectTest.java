package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FINN-ONNX: signs are thresholds, weights are annotated, and the output is an index. */
class FinnDialectTest {

    private static final String FINN = "finn.custom_op.general";

    static LongStream seeds() {
        return LongStream.range(20, 32);
    }

    /** As FINN's own example: the input is divided by 255, the norm stands between Unsqueeze and Squeeze, TopK ends it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void dense(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(12);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("global_in", 1, 1, 4, 5);
        graph.annotate(x, "UINT8");
        x = graph.node("Div", x, parts.scalar(255));
        x = graph.node("Reshape", x, parts.integers(1, -1));
        x = graph.node("Sub", graph.node("Mul", x, parts.scalar(2)), parts.vector(1));
        x = thresholds(graph, parts, x, 1, 0);
        int inputs = 20;
        for (int depth = draws.between(1, 3); depth > 0; depth--) {
            int outputs = draws.between(2, 9);
            x = product(graph, parts, draws, x, inputs, outputs);
            x = graph.node("Unsqueeze", Map.of("axes", new int[] {2}), x);
            x = graph.node("Squeeze", Map.of("axes", new int[] {2}), parts.batchNorm(x, outputs));
            x = draws.coin()
                    ? thresholds(graph, parts, x, 1, 0)
                    : thresholds(graph, parts, x, outputs, draws.quarters(outputs, -2, 2));
            inputs = outputs;
        }
        x = product(graph, parts, draws, x, inputs, 4);
        x = graph.node("Div", graph.node("Sub", x, parts.vector(.5)), parts.vector(4));
        x = graph.node("Add", graph.node("Mul", x, parts.vector(draws.scale())), parts.vector(-.25));
        List<String> top =
                graph.nodesOf("", "TopK", Map.of("axis", -1, "largest", 1, "sorted", 1), 2, x, parts.integers(1));
        graph.indexOutput(top.get(1));

        Agreement.of(graph, Parts.bytes(1, 4, 5), draws).scores(x).isExact();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void convolution(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(11).importDomain(FINN, 1);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("global_in", 1, 3, 6, 6);
        graph.annotate(x, "UINT8");
        String w = parts.floats(new int[] {5, 3, 3, 3}, draws.signs(135));
        graph.annotate(w, "BIPOLAR");
        x = graph.node("Conv", Map.of("kernel_shape", new int[] {3, 3}), x, w);
        x = thresholds(graph, parts, x, 5, draws.integers(5, -300, 300));
        x = graph.node("MaxPool", Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}), x);
        x = graph.node("Flatten", x);
        graph.output(product(graph, parts, draws, x, 20, 3));

        Agreement.of(graph, Parts.bytes(3, 6, 6), draws).isExact();
    }

    /** One threshold with another scale: +s and -s, or inverted. Channels may be last. */
    @ParameterizedTest
    @CsvSource({"1, -.5, NCHW", "-2, 1, NCHW", "2, -1, NHWC", "-1, .5, NHWC"})
    void otherPairsOfValues(double scale, double bias, String layout) {
        Draws draws = new Draws(5);
        HandWrittenGraph graph = new HandWrittenGraph(11).importDomain(FINN, 1);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("global_in", 1, 3, 6, 6);
        x = graph.node(
                "Conv",
                Map.of("kernel_shape", new int[] {3, 3}),
                x,
                parts.floats(new int[] {5, 3, 3, 3}, draws.signs(135)));
        x = layout.equals("NHWC") ? parts.transpose(x, 0, 2, 3, 1) : x;
        x = graph.nodeOf(
                FINN,
                "MultiThreshold",
                Map.of("out_scale", scale, "out_bias", bias, "out_dtype", "BIPOLAR", "data_layout", layout),
                x,
                parts.floats(new int[] {5, 1}, draws.integers(5, -300, 300)));
        x = layout.equals("NHWC") ? parts.transpose(x, 0, 3, 1, 2) : x;
        x = graph.node("Flatten", x);
        graph.output(product(graph, parts, draws, x, 80, 3));

        Agreement.of(graph, Parts.bytes(3, 6, 6), draws).isExact();
    }

    private static String product(HandWrittenGraph graph, Parts parts, Draws draws, String x, int inputs, int outputs) {
        String w = parts.floats(new int[] {inputs, outputs}, draws.signs(inputs * outputs));
        graph.annotate(w, "BIPOLAR");
        return graph.node("Mul", graph.node("MatMul", x, w), parts.scalar(1));
    }

    private static String thresholds(
            HandWrittenGraph graph, Parts parts, String x, int channels, double... thresholds) {
        String y = graph.nodeOf(
                FINN,
                "MultiThreshold",
                Map.of("out_scale", 2.0, "out_bias", -1.0, "out_dtype", "BIPOLAR"),
                x,
                parts.floats(new int[] {channels, 1}, thresholds));
        graph.annotate(y, "BIPOLAR");
        return y;
    }
}
