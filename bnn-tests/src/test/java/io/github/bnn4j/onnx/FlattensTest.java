package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An image becomes a vector in the order in which the file has it, however it says so, and whatever sizes are 1. */
class FlattensTest {

    /** Ways to say it. */
    enum Way {
        FLATTEN,
        RESHAPE_TO_OPEN_EXAMPLES,
        RESHAPE_TO_OPEN_SIZE,
        RESHAPE_TO_ONE_EXAMPLE,
        BY_ITS_SHAPE
    }

    static List<Arguments> images() {
        List<Arguments> images = new ArrayList<>();
        for (Way way : Way.values()) {
            for (int examples : new int[] {1, HandWrittenGraph.OPEN}) {
                if (way != Way.RESHAPE_TO_ONE_EXAMPLE || examples == 1) {
                    for (int channels : new int[] {1, 2}) {
                        images.add(Arguments.of(way, examples, channels, 1, 1));
                        images.add(Arguments.of(way, examples, channels, 2, 1));
                        images.add(Arguments.of(way, examples, channels, 1, 2));
                        images.add(Arguments.of(way, examples, channels, 3, 2));
                    }
                }
            }
        }
        return images;
    }

    @ParameterizedTest
    @MethodSource("images")
    void channelsFirst(Way way, int examples, int channels, int height, int width) {
        Draws draws = new Draws(3);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", examples, channels, height, width);
        x = parts.larqSign(convolution(graph, parts, draws, x, channels));
        int size = channels * height * width;
        x = graph.node(
                "MatMul", flat(graph, parts, x, way, size), parts.floats(new int[] {size, 3}, draws.signs(3 * size)));
        graph.output(x);

        Agreement.of(graph, Parts.bytes(channels, height, width), draws).isExact();
    }

    /** Channels last, after a norm there. */
    @ParameterizedTest
    @MethodSource("images")
    void channelsLast(Way way, int examples, int channels, int height, int width) {
        Draws draws = new Draws(4);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", examples, height, width, channels);
        x = convolution(graph, parts, draws, parts.transpose(x, 0, 3, 1, 2), channels);
        x = parts.transpose(x, 0, 2, 3, 1);
        x = graph.node("Mul", x, parts.vector(draws.scales(channels)));
        x = parts.larqSign(graph.node("Add", x, parts.vector(draws.integers(channels, -99, 99))));
        int size = channels * height * width;
        x = graph.node(
                "MatMul", flat(graph, parts, x, way, size), parts.floats(new int[] {size, 3}, draws.signs(3 * size)));
        graph.output(x);

        Agreement.of(graph, Parts.bytes(channels, height, width), draws)
                .channelsLast()
                .isExact();
    }

    /** Nothing comes before it. */
    @ParameterizedTest
    @MethodSource("images")
    void ofTheInput(Way way, int examples, int channels, int height, int width) {
        Draws draws = new Draws(5);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", examples, channels, height, width);
        int size = channels * height * width;
        x = flat(graph, parts, x, way, size);
        x = parts.larqSign(graph.node("Sub", x, parts.scalar(128)));
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {size, 3}, draws.signs(3 * size))));

        Agreement.of(graph, Parts.bytes(channels, height, width), draws).isExact();
    }

    private static String convolution(HandWrittenGraph graph, Parts parts, Draws draws, String x, int channels) {
        return graph.node(
                "Conv",
                Map.of("kernel_shape", new int[] {1, 1}),
                x,
                parts.floats(new int[] {channels, channels, 1, 1}, draws.signs(channels * channels)),
                parts.vector(draws.integers(channels, -200, 200)));
    }

    private static String flat(HandWrittenGraph graph, Parts parts, String x, Way way, int size) {
        return switch (way) {
            case FLATTEN -> graph.node("Flatten", x);
            case RESHAPE_TO_OPEN_EXAMPLES -> graph.node("Reshape", x, parts.integers(-1, size));
            case RESHAPE_TO_OPEN_SIZE -> graph.node("Reshape", x, parts.integers(0, -1));
            case RESHAPE_TO_ONE_EXAMPLE -> graph.node("Reshape", x, parts.integers(1, -1));
            case BY_ITS_SHAPE -> parts.dynamicFlatten(x, 13);
        };
    }
}
