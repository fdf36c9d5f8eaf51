package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** QONNX: as Brevitas wrote it in its own domain, and as its tools write it today. */
class QonnxDialectTest {

    private static final String BREVITAS = "onnx.brevitas";
    private static final String QONNX = "qonnx.custom_op.general";

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    /** TFC in small: initializers stand in the graph's inputs, the domain is not imported, the flatten is computed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void denseByBrevitas(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(9).initializersAreInputs();
        Parts parts = new Parts(graph, draws);
        String x = graph.input("0", 1, 1, 4, 5);
        x = parts.dynamicFlatten(x, 9);
        x = graph.node("Sub", graph.node("Mul", x, parts.scalar(2)), parts.vector(1));
        x = bipolar(graph, BREVITAS, x, parts.scalar(1));
        int inputs = 20;
        for (int depth = draws.between(1, 3); depth > 0; depth--) {
            int outputs = draws.between(2, 9);
            x = parts.batchNorm(product(graph, parts, draws, BREVITAS, x, inputs, outputs), outputs);
            x = bipolar(graph, BREVITAS, x, parts.scalar(draws.scale()));
            inputs = outputs;
        }
        x = product(graph, parts, draws, BREVITAS, x, inputs, 3);
        x = graph.node("Sub", x, parts.vector(draws.quarters(1, -2, 2)));
        x = graph.node("Div", x, graph.node("Pow", parts.vector(4), parts.scalar(.5)));
        x = graph.node("Mul", x, parts.vector(draws.coin() ? 2 : -.5));
        x = graph.node("Add", x, parts.vector(draws.quarters(1, -2, 2)));
        graph.output(x);

        Agreement.of(graph, Parts.fractions(1, 4, 5), draws).isExact();
    }

    /** The first layer takes bytes, and the weights have a scale for each output. */
    @ParameterizedTest
    @MethodSource("seeds")
    void denseOnBytesWithScaledWeights(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(13).importDomain(QONNX, 1);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 2, 3, 3);
        x = draws.coin() ? parts.dynamicFlatten(x, 13) : graph.node("Flatten", x);
        String w = bipolar(
                graph,
                QONNX,
                parts.floats(new int[] {7, 18}, draws.latent(126)),
                parts.floats(new int[] {7, 1}, draws.scales(7)));
        x = graph.node("MatMul", x, parts.transpose(w, 1, 0));
        x = bipolar(graph, QONNX, parts.batchNorm(x, 7), parts.scalar(draws.scale()));
        x = product(graph, parts, draws, QONNX, x, 7, 4);
        graph.output(x);

        Agreement.of(graph, Parts.fractions(2, 3, 3), draws).isExact();
    }

    /** Convolutions, padded with zeros or not; MaxPool before or after the quantizer; flattened as PyTorch does, (C, H, W). */
    @ParameterizedTest
    @MethodSource("seeds")
    void convolutions(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(13).importDomain(QONNX, 1);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", draws.coin() ? 1 : HandWrittenGraph.OPEN, 2, 8, 6);
        if (draws.coin()) {
            x = graph.node("Sub", graph.node("Mul", x, parts.scalar(2)), parts.scalar(1));
            x = bipolar(graph, QONNX, x, parts.scalar(1));
        }
        int pad = draws.between(0, 1);
        x = convolution(graph, parts, draws, x, 2, 5, pad);
        boolean poolFirst = draws.coin();
        Map<String, ?> pool = Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2});
        x = poolFirst ? graph.node("MaxPool", pool, x) : x;
        x = bipolar(graph, QONNX, parts.batchNorm(x, 5), parts.scalar(draws.scale()));
        x = poolFirst ? x : graph.node("MaxPool", pool, x);
        int height = (6 + 2 * pad) / 2;
        int width = (4 + 2 * pad) / 2;
        x = convolution(graph, parts, draws, x, 5, 4, 1);
        x = bipolar(graph, QONNX, parts.batchNorm(x, 4), parts.scalar(1));
        int inputs = 4 * height * width;
        x = switch (draws.between(0, 2)) {
            case 0 -> graph.node("Flatten", x);
            case 1 -> graph.node("Reshape", x, parts.integers(-1, inputs));
            default -> parts.dynamicFlatten(x, 13);
        };
        x = product(graph, parts, draws, QONNX, x, inputs, 3);
        graph.output(parts.batchNorm(x, 3));

        Agreement.of(graph, Parts.fractions(2, 8, 6), draws).isExact();
    }

    /** A Quant of one bit with a sign is bipolar: -scale and +scale, and 0 gives +scale. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void quantOfOneBit(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(13).importDomain(QONNX, 1);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", 1, 12);
        String w = quant(graph, parts, draws, parts.floats(new int[] {12, 6}, draws.latent(72)));
        x = quant(graph, parts, draws, parts.batchNorm(graph.node("MatMul", x, w), 6));
        x = product(graph, parts, draws, QONNX, x, 6, 3);
        graph.output(x);

        Agreement.of(graph, Parts.fractions(12, 1, 1), draws).isExact();
    }

    /** The file has a body for its quantizer, for programs that do not know it: it is what its name says all the same. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void functionOfTheModel(long seed) {
        Draws draws = new Draws(seed);
        HandWrittenGraph body = new HandWrittenGraph(16);
        String zero = body.node("Constant", Map.of("value_float", 0.0));
        String condition = body.node("GreaterOrEqual", "x", zero);
        String minus = body.node("Neg", "scale");
        String y = body.node("Where", condition, "scale", minus);
        HandWrittenGraph graph = new HandWrittenGraph(16)
                .importDomain(QONNX, 1)
                .function(QONNX, "BipolarQuant", List.of("x", "scale"), List.of(y), body);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 1, 4, 4);
        x = graph.node("Flatten", x);
        x = bipolar(graph, QONNX, graph.node("Sub", x, parts.scalar(.5)), parts.scalar(1));
        x = parts.batchNorm(product(graph, parts, draws, QONNX, x, 16, 5), 5);
        x = bipolar(graph, QONNX, x, parts.scalar(1));
        graph.output(product(graph, parts, draws, QONNX, x, 5, 3));

        Agreement.of(graph, Parts.fractions(1, 4, 4), draws).isExact();
    }

    private static String convolution(
            HandWrittenGraph graph, Parts parts, Draws draws, String x, int inputs, int outputs, int pad) {
        String w = bipolar(
                graph,
                QONNX,
                parts.floats(new int[] {outputs, inputs, 3, 3}, draws.latent(outputs * inputs * 9)),
                draws.coin() ? parts.scalar(1) : parts.floats(new int[] {outputs, 1, 1, 1}, draws.scales(outputs)));
        return graph.node(
                "Conv", Map.of("kernel_shape", new int[] {3, 3}, "pads", new int[] {pad, pad, pad, pad}), x, w);
    }

    /** Weights (out, in), which a Transpose turns. */
    private static String product(
            HandWrittenGraph graph, Parts parts, Draws draws, String domain, String x, int inputs, int outputs) {
        String w = parts.floats(new int[] {outputs, inputs}, draws.latent(inputs * outputs));
        String binary = bipolar(graph, domain, w, parts.scalar(draws.coin() ? 1 : .5));
        return graph.node("MatMul", x, parts.transpose(binary, 1, 0));
    }

    private static String quant(HandWrittenGraph graph, Parts parts, Draws draws, String x) {
        return graph.nodeOf(
                QONNX,
                "Quant",
                Map.of("signed", 1, "narrow", draws.between(0, 1), "rounding_mode", "ROUND"),
                x,
                parts.scalar(draws.scale()),
                parts.scalar(0),
                parts.scalar(1));
    }

    private static String bipolar(HandWrittenGraph graph, String domain, String x, String scale) {
        return graph.nodeOf(domain, "BipolarQuant", Map.of(), x, scale);
    }
}
