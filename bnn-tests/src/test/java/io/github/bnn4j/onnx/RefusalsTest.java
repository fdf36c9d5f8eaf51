package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not taken, and that the message says which node it was and what is not known of it. */
class RefusalsTest {

    private static final String QONNX = "qonnx.custom_op.general";

    private final HandWrittenGraph graph = new HandWrittenGraph(13).importDomain(QONNX, 1);
    private final Draws draws = new Draws(9);
    private final Parts parts = new Parts(graph, draws);

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void activationsOfSeveralBits(int bits) {
        String x = binaryLayer(graph.input("x", 1, 8), 8, 6);
        x = quant(x, bits);
        String node = graph.lastName();
        graph.output(binaryLayer(x, 6, 3));

        refused().hasMessageContaining(node).hasMessageContaining("Quant").hasMessageContaining(bits + " bits");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void weightsOfSeveralBits(int bits) {
        String w = quant(parts.floats(new int[] {8, 6}, draws.quarters(48, -2, 2)), bits);
        String node = graph.lastName();
        String x = parts.larqSign(graph.node("MatMul", graph.input("x", 1, 8), w));
        graph.output(binaryLayer(x, 6, 3));

        refused().hasMessageContaining(node).hasMessageContaining("Quant").hasMessageContaining(bits + " bits");
    }

    @Test
    void severalThresholds() {
        String x = binaryLayer(graph.input("x", 1, 8), 8, 6);
        x = graph.nodeOf(
                "finn.custom_op.general",
                "MultiThreshold",
                Map.of("out_dtype", "UINT2"),
                x,
                parts.floats(new int[] {1, 3}, 0, 1, 2));
        String node = graph.lastName();
        graph.output(binaryLayer(x, 6, 3));

        refused().hasMessageContaining(node).hasMessageContaining("3");
    }

    /** Each is allowed for itself, but there may be thousands, of a few bytes of the file. */
    @Test
    void constantsThatTakeMoreMemoryTogetherThanIsSensible() {
        String x = graph.input("x", 1, 8);
        String size = graph.integers("size", 1 << 23);
        for (int i = 0; i < 5; i++) {
            x = graph.node("Add", x, graph.node("ReduceMean", graph.node("ConstantOfShape", size)));
        }
        graph.output(binaryLayer(parts.larqSign(x), 8, 3));

        refused().hasMessageContaining("ConstantOfShape").hasMessageContaining("memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Erf", "LSTM", "Sin", "Mod"})
    void operatorsThatAreNotKnown(String operator) {
        String x = binaryLayer(graph.input("x", 1, 8), 8, 6);
        x = graph.node(operator, x);
        String node = graph.lastName();
        graph.output(binaryLayer(parts.larqSign(x), 6, 3));

        refused().hasMessageContaining(node).hasMessageContaining(operator);
    }

    @Test
    void domainsThatAreNotKnown() {
        graph.importDomain("com.example.other", 3);
        String x = binaryLayer(graph.input("x", 1, 8), 8, 6);
        x = graph.nodeOf("com.example.other", "Relu", Map.of(), x);
        String node = graph.lastName();
        graph.output(binaryLayer(parts.larqSign(x), 6, 3));

        refused().hasMessageContaining(node).hasMessageContaining("com.example.other");
    }

    /** The weights are real numbers, or even +-1, but nothing takes a sign of activations: the exporter may have lost it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noQuantizerAtAll(boolean binaryWeights) {
        String x = graph.input("x", 1, 8);
        double[] first = binaryWeights ? draws.signs(48) : draws.quarters(48, -2, 2);
        double[] second = binaryWeights ? draws.signs(18) : draws.quarters(18, -2, 2);
        x = parts.batchNorm(graph.node("MatMul", x, parts.floats(new int[] {8, 6}, first)), 6);
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {6, 3}, second)));

        assertThatThrownBy(() -> Agreement.read(graph).toPacked(Parts.bytes(8, 1, 1)))
                .isInstanceOf(OnnxException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .containsIgnoringCase("quantizer")
                        .containsIgnoringCase("export")
                        .containsIgnoringCase("lost"));
    }

    @Test
    void anInputOfUnknownSize() {
        String x = graph.input("pixels", HandWrittenGraph.OPEN, 1, HandWrittenGraph.OPEN, HandWrittenGraph.OPEN);
        String w = parts.floats(new int[] {2, 1, 3, 3}, draws.signs(18));
        graph.output(parts.larqSign(graph.node("Conv", x, w)));

        refused().hasMessageContaining("pixels");
    }

    @Test
    void anInputOfUnknownRank() {
        String x = graph.inputWithoutShape("pixels");
        graph.output(binaryLayer(parts.larqSign(x), 6, 3));

        refused().hasMessageContaining("pixels");
    }

    /** SlowShapes of operands that do not fit are no reason for another exception. */
    @Test
    void productsThatDoNotFit() {
        String x = parts.larqSign(graph.input("x", 1, 8));
        x = graph.node("MatMul", x, parts.floats(new int[] {7, 3}, draws.signs(21)));
        String node = graph.lastName();
        graph.output(x);

        refused().hasMessageContaining(node);
    }

    @Test
    void groupsThatDoNotFit() {
        String x = parts.larqSign(graph.input("x", 1, 5, 4, 4));
        x = graph.node("Conv", Map.of("group", 2), x, parts.floats(new int[] {4, 2, 3, 3}, draws.signs(72)));
        String node = graph.lastName();
        graph.output(graph.node("Flatten", x));

        assertThatThrownBy(() -> Agreement.read(graph).toPacked(Parts.bytes(5, 4, 4)))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining(node);
    }

    @Test
    void normsThatDoNotFit() {
        String x = binaryLayer(graph.input("x", 1, 8), 8, 6);
        x = parts.batchNorm(x, 5);
        String node = graph.lastName();
        graph.output(binaryLayer(parts.larqSign(x), 6, 3));

        refused().hasMessageContaining(node);
    }

    /** A value that is computed of the input cannot be the weights. */
    @Test
    void weightsThatAreNotConstant() {
        String x = parts.larqSign(graph.input("x", 1, 8));
        String turned = parts.transpose(x, 1, 0);
        x = graph.node("MatMul", x, turned);
        graph.output(x);

        assertThatThrownBy(() -> Agreement.read(graph).toPacked(Parts.bytes(8, 1, 1)))
                .isInstanceOf(OnnxException.class);
    }

    private String binaryLayer(String x, int inputs, int outputs) {
        return graph.node("MatMul", x, parts.floats(new int[] {inputs, outputs}, draws.signs(inputs * outputs)));
    }

    private String quant(String x, int bits) {
        return graph.nodeOf(
                QONNX,
                "Quant",
                Map.of("signed", 1, "narrow", 1, "rounding_mode", "ROUND"),
                x,
                parts.scalar(.5),
                parts.scalar(0),
                parts.scalar(bits));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> Agreement.read(graph).toPacked(Parts.bytes(8, 1, 1)))
                .isInstanceOf(OnnxException.class);
    }
}
