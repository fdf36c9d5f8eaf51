package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import io.github.bnn4j.onnx.writer.HandWrittenTensor;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.Map;

/** Parts of networks, as several dialects write them, whose arithmetic is exact. */
final class Parts {

    /** What is added to variances; such that these are {@code 4^k - EPSILON} in single precision, and their roots powers of two. */
    static final double EPSILON = Math.pow(2, -10);

    private final HandWrittenGraph graph;
    private final Draws draws;
    private int constants;
    private boolean nodes;

    Parts(HandWrittenGraph graph, Draws draws) {
        this.graph = graph;
        this.draws = draws;
    }

    /** From now on, constants are nodes of the graph, and no initializers. */
    Parts constantNodes() {
        nodes = true;
        return this;
    }

    /** Bytes that are b / 256. */
    static InputEncoding fractions(int channels, int height, int width) {
        return InputEncoding.bytes(0, 255 / 256.0, channels, height, width);
    }

    /** Bytes that are what they are. */
    static InputEncoding bytes(int channels, int height, int width) {
        return InputEncoding.bytes(0, 255, channels, height, width);
    }

    /** Returns a name for a constant. */
    String name() {
        return "c" + constants++;
    }

    String scalar(double value) {
        return floats(new int[0], value);
    }

    String vector(double... values) {
        return floats(new int[] {values.length}, values);
    }

    String floats(int[] shape, double... values) {
        return nodes
                ? graph.node("Constant", Map.of("value", HandWrittenTensor.rawFloats(shape, values)))
                : graph.floats(name(), shape, values);
    }

    String integers(long... values) {
        return graph.integers(name(), values);
    }

    String batchNorm(String x, int channels) {
        double[] variances = new double[channels];
        for (int c = 0; c < channels; c++) {
            variances[c] = Math.pow(4, draws.between(-1, 1)) - EPSILON;
        }
        return graph.node(
                "BatchNormalization",
                Map.of("epsilon", EPSILON, "momentum", .9),
                x,
                vector(draws.gammas(channels)),
                vector(draws.quarters(channels, -1, 1)),
                vector(draws.integers(channels, -3, 3)),
                vector(variances));
    }

    /** Sign, Add, Sign: +1 at 0. */
    String larqSign(String x) {
        return graph.node("Sign", graph.node("Add", graph.node("Sign", x), scalar(.1)));
    }

    String transpose(String x, int... perm) {
        return graph.node("Transpose", Map.of("perm", perm), x);
    }

    /** Shape, Gather, Unsqueeze, Concat, Reshape: what PyTorch wrote for {@code view(x.shape[0], -1)}. */
    String dynamicFlatten(String x, int opset) {
        String batch = graph.node("Gather", Map.of("axis", 0), graph.node("Shape", x), graph.integer(name(), 0));
        String rows = opset < 13
                ? graph.node("Unsqueeze", Map.of("axes", new int[] {0}), batch)
                : graph.node("Unsqueeze", batch, integers(0));
        return graph.node("Reshape", x, graph.node("Concat", Map.of("axis", 0), rows, integers(-1)));
    }
}
