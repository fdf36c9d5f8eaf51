package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an example is, which the file says in part, and the caller in part. */
class ImportedInputsTest {

    private final HandWrittenGraph graph = new HandWrittenGraph(13);
    private final Draws draws = new Draws(6);
    private final Parts parts = new Parts(graph, draws);

    @ParameterizedTest
    @ValueSource(ints = {HandWrittenGraph.OPEN, 1})
    void vectors(int examples) {
        graph.output(dense(graph.input("x", examples, 12), 12));

        assertThat(Agreement.read(graph).image()).isEqualTo(new ImageShape(12, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {HandWrittenGraph.OPEN, 1})
    void imagesThatAreFlattenedAtOnce(int examples) {
        graph.output(dense(graph.node("Flatten", graph.input("x", examples, 2, 3, 4)), 24));

        assertThat(Agreement.read(graph).image()).isEqualTo(new ImageShape(2, 3, 4));
    }

    @Test
    void imagesWithChannelsFirst() {
        graph.output(convolution(graph.input("x", HandWrittenGraph.OPEN, 2, 6, 5)));

        assertThat(Agreement.read(graph).image()).isEqualTo(new ImageShape(2, 6, 5));
    }

    @Test
    void imagesWithChannelsLast() {
        String x = graph.input("x", HandWrittenGraph.OPEN, 6, 5, 2);
        graph.output(convolution(parts.transpose(x, 0, 3, 1, 2)));

        assertThat(Agreement.read(graph).image()).isEqualTo(new ImageShape(2, 6, 5));
    }

    /** What changes each value for itself leaves open where the channels are; the sizes alone would say that they are first. */
    @ParameterizedTest
    @ValueSource(strings = {"Relu", "LeakyRelu", "Abs", "Floor"})
    void imagesWithChannelsLastBehindAFunctionOfEachValue(String operator) {
        String x = graph.node(operator, graph.input("x", HandWrittenGraph.OPEN, 3, 5, 2));
        x = graph.node("Conv", parts.transpose(x, 0, 3, 1, 2), parts.floats(new int[] {4, 2, 3, 3}, draws.signs(72)));
        graph.output(parts.larqSign(x));

        assertThat(Agreement.read(graph).image()).isEqualTo(new ImageShape(2, 3, 5));
    }

    /** Bytes, numbers that are bytes, and signs: the same network. */
    @ParameterizedTest
    @EnumSource
    void encodingsOfVectors(ValueType type) {
        graph.output(dense(graph.input("x", HandWrittenGraph.OPEN, 12), 12));

        Agreement.of(graph, new InputEncoding(type, 12, 1, 1, 1, 0), draws).isExact();
        Agreement.of(graph, new InputEncoding(type, 1, 1, 12, 1, 0), draws).isExact();
    }

    @ParameterizedTest
    @EnumSource
    void encodingsOfImages(ValueType type) {
        graph.output(convolution(graph.input("x", HandWrittenGraph.OPEN, 2, 6, 5)));

        Agreement.of(graph, new InputEncoding(type, 2, 6, 5, 1, 0), draws).isExact();
    }

    /** A scale and an offset for each channel, which are those of the file's last dimension. */
    @ParameterizedTest
    @EnumSource(names = {"BYTES", "FLOATS"})
    void encodingsWithAScaleForEachChannel(ValueType type) {
        String x = graph.input("x", HandWrittenGraph.OPEN, 6, 5, 2);
        graph.output(convolution(parts.transpose(x, 0, 3, 1, 2)));
        InputScale scaling = new InputScale(new double[] {.5, .125}, new double[] {-3, 4});

        Agreement.of(graph, new InputEncoding(type, 2, 6, 5, scaling), draws)
                .channelsLast()
                .isExact();
    }

    @Test
    void encodingsOfAnotherSizeAreRefused() {
        graph.output(convolution(graph.input("x", HandWrittenGraph.OPEN, 2, 6, 5)));
        OnnxImport imported = Agreement.read(graph);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported.toPacked(Parts.bytes(2, 5, 5)))
                .withMessageContaining("2x5x5")
                .withMessageContaining("2x6x5");
        assertThatIllegalArgumentException().isThrownBy(() -> imported.toPacked(Parts.bytes(6, 5, 2)));
    }

    @Test
    void labels() {
        graph.output(dense(graph.input("x", HandWrittenGraph.OPEN, 12), 12));
        OnnxImport imported = Agreement.read(graph);

        assertThat(imported.toPacked(Parts.bytes(12, 1, 1), List.of("a", "b", "c"))
                        .labels())
                .containsExactly("a", "b", "c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported.toPacked(Parts.bytes(12, 1, 1), List.of("a", "b")));
    }

    private String dense(String x, int inputs) {
        x = graph.node("MatMul", x, parts.floats(new int[] {inputs, 7}, draws.signs(7 * inputs)));
        x = parts.larqSign(parts.batchNorm(x, 7));
        return graph.node("MatMul", x, parts.floats(new int[] {7, 3}, draws.signs(21)));
    }

    private String convolution(String x) {
        x = graph.node(
                "Conv",
                Map.of("pads", new int[] {1, 1, 1, 1}),
                x,
                parts.floats(new int[] {4, 2, 3, 3}, draws.signs(72)));
        x = graph.node("Flatten", parts.larqSign(parts.batchNorm(x, 4)));
        return graph.node("MatMul", x, parts.floats(new int[] {120, 3}, draws.signs(360)));
    }
}
