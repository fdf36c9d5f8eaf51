package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a chain, and what computes with real numbers between binary layers. */
class ResidualShapesTest {

    private static final int[] ONES = {1, 1, 1, 1};

    private final Draws draws = new Draws(3);
    private final HandWrittenGraph graph = new HandWrittenGraph(13);
    private final Parts parts = new Parts(graph, draws);

    /** A real stem, blocks with and without stride, as Bi-Real-Net and its successors have them. */
    @ParameterizedTest
    @ValueSource(strings = {"GlobalAveragePool", "ReduceMean", "ReduceMean without dimensions"})
    void shortcuts(String end) {
        String x = graph.input("x", HandWrittenGraph.OPEN, 3, 8, 8);
        x = real(x, 3, 4, 3, Map.of("pads", ONES));
        x = graph.node("Add", block(x, 4, 4, 1), x);
        x = graph.node("PRelu", x, parts.floats(new int[] {4, 1, 1}, draws.scales(4)));
        String pooled =
                graph.node("AveragePool", Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}), x);
        String shortcut = parts.batchNorm(real(pooled, 4, 8, 1, Map.of()), 8);
        x = graph.node("Add", shortcut, block(x, 4, 8, 2));
        x = switch (end) {
            case "GlobalAveragePool" -> graph.node("Flatten", graph.node("GlobalAveragePool", x));
            case "ReduceMean" -> graph.node("Flatten", graph.node("ReduceMean", Map.of("axes", new int[] {2, 3}), x));
            default -> graph.node("ReduceMean", Map.of("axes", new int[] {-2, -1}, "keepdims", 0), x);
        };
        x = graph.node(
                "Gemm",
                Map.of("transB", 1),
                x,
                parts.floats(new int[] {5, 8}, draws.quarters(40, -2, 2)),
                parts.vector(draws.quarters(5, -2, 2)));
        graph.output(x);

        Agreement.of(graph, Parts.bytes(3, 8, 8), draws).isWithin(1e-5);
    }

    /** One channel to itself, and halves of them. */
    @ParameterizedTest
    @ValueSource(ints = {6, 2, 3})
    void groups(int groups) {
        String x = graph.input("x", HandWrittenGraph.OPEN, 2, 6, 6);
        x = parts.larqSign(parts.batchNorm(real(x, 2, 6, 3, Map.of()), 6));
        x = graph.node(
                "Conv",
                Map.of("group", groups, "pads", ONES),
                x,
                parts.floats(new int[] {12, 6 / groups, 3, 3}, draws.signs(12 * 6 / groups * 9)));
        x = parts.larqSign(parts.batchNorm(x, 12));
        x = graph.node("Flatten", x);
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {192, 3}, draws.signs(576))));

        Agreement.of(graph, Parts.bytes(2, 6, 6), draws).isExact();
    }

    /** Signs are concatenated, and sums. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void concatenations(boolean ofSigns) {
        String x = graph.input("x", HandWrittenGraph.OPEN, 2, 6, 6);
        x = parts.larqSign(real(x, 2, 4, 3, Map.of()));
        String a = parts.batchNorm(binary(x, 4, 3, Map.of("pads", ONES)), 3);
        String b = parts.batchNorm(binary(x, 4, 5, Map.of("pads", ONES)), 5);
        x = ofSigns
                ? graph.node("Concat", Map.of("axis", 1), parts.larqSign(a), parts.larqSign(b))
                : parts.larqSign(graph.node("Concat", Map.of("axis", -3), a, b));
        x = graph.node("Flatten", binary(x, 8, 3, Map.of()));
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {12, 3}, draws.signs(36))));

        Agreement.of(graph, Parts.bytes(2, 6, 6), draws).isExact();
    }

    @Test
    void dilations() {
        String x = graph.input("x", HandWrittenGraph.OPEN, 2, 7, 7);
        x = parts.larqSign(graph.node("Sub", x, parts.scalar(128)));
        x = binary(x, 2, 4, Map.of("dilations", new int[] {2, 2}, "pads", new int[] {2, 2, 2, 2}));
        x = parts.larqSign(parts.batchNorm(x, 4));
        x = graph.node("Flatten", x);
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {196, 3}, draws.signs(588))));

        Agreement.of(graph, Parts.bytes(2, 7, 7), draws).isExact();
    }

    /** SlowWindows that reach over borders, and counts of what is in them: 1, 2 and 4, so that means are exact. */
    @ParameterizedTest
    @CsvSource({
        "MaxPool, 1, 0, 0",
        "MaxPool, 0, 1, 0",
        "AveragePool, 1, 0, 0",
        "AveragePool, 1, 0, 1",
        "AveragePool, 0, 1, 0",
    })
    void pools(String operator, int pad, int ceil, int countsPads) {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}, "pads", new int[] {pad, pad, 0, 0}));
        attributes.put("ceil_mode", ceil);
        if (operator.equals("AveragePool")) {
            attributes.put("count_include_pad", countsPads);
        }
        String x = graph.input("x", HandWrittenGraph.OPEN, 2, 7, 7);
        x = real(x, 2, 4, 3, Map.of("pads", ONES));
        x = graph.node(operator, attributes, x);
        x = parts.larqSign(parts.batchNorm(x, 4));
        x = graph.node("Flatten", binary(x, 4, 3, Map.of()));
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {12, 3}, draws.signs(36))));

        Agreement.of(graph, Parts.bytes(2, 7, 7), draws).isExact();
    }

    /** Relu and LeakyRelu before a sign, and between sums. */
    @ParameterizedTest
    @ValueSource(strings = {"Relu", "LeakyRelu"})
    void activations(String operator) {
        Map<String, ?> attributes = operator.equals("Relu") ? Map.of() : Map.of("alpha", .25);
        String x = graph.input("x", HandWrittenGraph.OPEN, 8);
        x = graph.node("MatMul", x, parts.floats(new int[] {8, 6}, draws.signs(48)));
        x = graph.node(operator, attributes, parts.batchNorm(x, 6));
        x = parts.larqSign(graph.node("Sub", x, parts.vector(draws.integers(6, 0, 20))));
        x = graph.node("MatMul", x, parts.floats(new int[] {6, 6}, draws.signs(36)));
        x = graph.node(operator, attributes, parts.batchNorm(x, 6));
        x = graph.node("MatMul", x, parts.floats(new int[] {6, 3}, draws.quarters(18, -2, 2)));
        graph.output(x);

        Agreement.of(graph, Parts.bytes(8, 1, 1), draws).isExact();
    }

    /** What only passes values on. */
    @Test
    void identities() {
        String x = graph.input("x", HandWrittenGraph.OPEN, 8);
        x = graph.node("Identity", x);
        x = graph.node("MatMul", x, graph.node("Identity", parts.floats(new int[] {8, 6}, draws.signs(48))));
        x = graph.node("Dropout", parts.larqSign(graph.node("Cast", Map.of("to", 1), x)));
        graph.output(graph.node("Identity", graph.node("MatMul", x, parts.floats(new int[] {6, 3}, draws.signs(18)))));

        Agreement.of(graph, Parts.bytes(8, 1, 1), draws).isExact();
    }

    /** Constants that are computed: of shapes, by Constant and ConstantOfShape. */
    @Test
    void foldedConstants() {
        String x = graph.input("x", HandWrittenGraph.OPEN, 8);
        x = graph.node("MatMul", x, parts.floats(new int[] {8, 6}, draws.signs(48)));
        String variance = graph.node(
                "Add", parts.vector(15, 3, .75, 15, 3, .75), graph.node("Constant", Map.of("value_float", .25)));
        String root = graph.node("Sqrt", graph.node("Add", variance, parts.vector(.75, .75, 0, .75, .75, 0)));
        x = graph.node("Div", x, graph.node("Neg", root));
        x = parts.larqSign(x);
        String zeros = graph.node("ConstantOfShape", parts.integers(6, 3));
        String w = graph.node("Add", zeros, parts.floats(new int[] {6, 3}, draws.signs(18)));
        graph.output(graph.node("MatMul", x, w));

        Agreement.of(graph, Parts.bytes(8, 1, 1), draws).isExact();
    }

    /** The scores are what the file gives: probabilities. */
    @Test
    void endsInSoftmax() {
        graph.output(graph.node("Softmax", Map.of("axis", 1), smallNet()));

        Agreement.of(graph, Parts.bytes(8, 1, 1), draws).isWithin(1e-6);
    }

    /** The file gives an index: the scores are what it is the index of. */
    @Test
    void endsInArgMax() {
        String scores = smallNet();
        graph.indexOutput(graph.node("ArgMax", Map.of("axis", -1, "keepdims", 0), scores));

        Agreement.of(graph, Parts.bytes(8, 1, 1), draws).scores(scores).isExact();
    }

    @Test
    void endsInTopKOfSoftmax() {
        String scores = graph.node("Softmax", Map.of("axis", 1), smallNet());
        List<String> top = graph.nodesOf("", "TopK", Map.of(), 2, scores, parts.integers(1));
        graph.indexOutput(top.get(1));

        Agreement.of(graph, Parts.bytes(8, 1, 1), draws).scores(scores).isWithin(1e-6);
    }

    private String smallNet() {
        String x = graph.input("x", HandWrittenGraph.OPEN, 8);
        x = graph.node("MatMul", x, parts.floats(new int[] {8, 6}, draws.signs(48)));
        x = parts.larqSign(parts.batchNorm(x, 6));
        return graph.node("MatMul", x, parts.floats(new int[] {6, 3}, draws.signs(18)));
    }

    private String block(String x, int inputs, int outputs, int stride) {
        String signs = parts.larqSign(
                graph.node("Sub", x, parts.floats(new int[] {1, inputs, 1, 1}, draws.integers(inputs, -20, 20))));
        return parts.batchNorm(
                binary(signs, inputs, outputs, Map.of("pads", ONES, "strides", new int[] {stride, stride})), outputs);
    }

    private String binary(String x, int inputs, int outputs, Map<String, ?> attributes) {
        return graph.node(
                "Conv",
                attributes,
                x,
                parts.floats(new int[] {outputs, inputs, 3, 3}, draws.signs(outputs * inputs * 9)));
    }

    /** Small integers as weights: not binary. */
    private String real(String x, int inputs, int outputs, int side, Map<String, ?> attributes) {
        int size = outputs * inputs * side * side;
        return graph.node(
                "Conv",
                attributes,
                x,
                parts.floats(new int[] {outputs, inputs, side, side}, draws.integers(size, -2, 2)),
                parts.vector(draws.integers(outputs, -2, 2)));
    }
}
