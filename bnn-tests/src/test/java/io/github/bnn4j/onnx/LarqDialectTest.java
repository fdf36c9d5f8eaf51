package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plain ONNX as tf2onnx makes it of Larq's networks: channels last, with Transposes around each Conv, which it moves and leaves out
 * as it can; norms that are a part of a Conv, or Mul and Add; inputs from 0 to 255.
 */
class LarqDialectTest {

    private static final int[] TO_CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int[] TO_CHANNELS_LAST = {0, 2, 3, 1};

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyNetwork(long seed) {
        new DrawnNetwork(seed).check();
    }

    /** One file, drawn by its seed. */
    private static final class DrawnNetwork {

        private final Draws draws;
        private final HandWrittenGraph graph = new HandWrittenGraph(15);
        private final Parts parts;
        private String x;
        private boolean channelsLast = true;
        private int channels;
        private int height;
        private int width;

        DrawnNetwork(long seed) {
            draws = new Draws(seed);
            parts = new Parts(graph, draws);
        }

        void check() {
            if (draws.coin()) {
                graph.numbersOneByOne();
            } else if (draws.coin()) {
                parts.constantNodes();
            }
            channels = draws.between(1, 3);
            height = draws.between(7, 9);
            width = draws.between(7, 9);
            int[] image = {channels, height, width};
            x = graph.input("input_1", draws.coin() ? 1 : HandWrittenGraph.OPEN, height, width, channels);
            convolution(draws.between(2, 6), true);
            int blocks = draws.between(1, 2);
            for (int block = 0; block < blocks; block++) {
                if (draws.coin() && height >= 4 && width >= 4) {
                    maxPool();
                }
                norm(channels);
                sign();
                convolution(draws.between(2, 6), false);
            }
            norm(channels);
            sign();
            flatten();
            int inputs = channels * height * width;
            if (draws.coin()) {
                x = product(inputs, 5);
                x = graph.node(
                        "Add",
                        graph.node("Mul", x, parts.vector(draws.gammas(5))),
                        parts.vector(draws.integers(5, -2, 2)));
                x = parts.larqSign(x);
                inputs = 5;
            }
            x = product(inputs, 4);
            x = graph.node("Mul", x, parts.vector(draws.scales(4)));
            x = graph.node("Add", x, parts.vector(draws.quarters(4, -2, 2)));
            boolean softmax = draws.between(0, 3) == 0;
            graph.output(softmax ? graph.node("Softmax", Map.of("axis", -1), x) : x);
            Agreement agreement = Agreement.of(graph, Parts.bytes(image[0], image[1], image[2]), draws)
                    .channelsLast();
            if (softmax) {
                agreement.isWithin(1e-6);
            } else {
                agreement.isExact();
            }
        }

        /** Binary weights, with a magnitude for each output if a norm was made a part of it; borders of +1 by a Pad, or of zeros. */
        private void convolution(int outputs, boolean first) {
            int before = channels;
            boolean same = draws.coin() || Math.min(height, width) < 4;
            boolean ones = same && !first && draws.coin();
            if (ones) {
                pad();
            }
            to(false);
            double[] weights = draws.signs(outputs * before * 9);
            boolean fused = draws.coin();
            if (fused) {
                double[] scales = draws.scales(outputs);
                for (int i = 0; i < weights.length; i++) {
                    weights[i] *= scales[i / (before * 9)];
                }
            }
            String w = parts.floats(new int[] {outputs, before, 3, 3}, weights);
            int stride = draws.between(0, 3) == 0 ? 2 : 1;
            Map<String, ?> attributes = Map.of(
                    "auto_pad",
                    same && !ones ? "SAME_UPPER" : "VALID",
                    "kernel_shape",
                    new int[] {3, 3},
                    "strides",
                    new int[] {stride, stride},
                    "dilations",
                    new int[] {1, 1},
                    "group",
                    1);
            x = fused
                    ? graph.node("Conv", attributes, x, w, parts.vector(draws.quarters(outputs, -2, 2)))
                    : graph.node("Conv", attributes, x, w);
            height = ((same && !ones ? height : height - 2) - 1) / stride + 1;
            width = ((same && !ones ? width : width - 2) - 1) / stride + 1;
            channels = outputs;
        }

        /** Larq's pad_values, one pixel at each border. */
        private void pad() {
            to(draws.coin());
            String pads =
                    channelsLast ? parts.integers(0, 1, 1, 0, 0, 1, 1, 0) : parts.integers(0, 0, 1, 1, 0, 0, 1, 1);
            x = graph.node("Pad", Map.of("mode", "constant"), x, pads, parts.scalar(1));
            height += 2;
            width += 2;
        }

        private void maxPool() {
            to(false);
            x = graph.node(
                    "MaxPool",
                    Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}, "auto_pad", "VALID"),
                    x);
            height /= 2;
            width /= 2;
        }

        private void norm(int size) {
            to(draws.coin());
            switch (draws.between(0, 2)) {
                case 0 -> {
                    int[] shape = channelsLast
                            ? new int[] {size}
                            : draws.coin() ? new int[] {size, 1, 1} : new int[] {1, size, 1, 1};
                    x = graph.node("Mul", x, parts.floats(shape, draws.gammas(size)));
                    x = graph.node("Add", x, parts.floats(shape, draws.quarters(size, -3, 3)));
                }
                case 1 -> {
                    to(false);
                    x = parts.batchNorm(x, size);
                }
                default -> {
                    // It was made a part of the Conv before.
                }
            }
        }

        private void sign() {
            to(draws.coin());
            x = parts.larqSign(x);
        }

        /** Of (H, W, C), as Keras does it. */
        private void flatten() {
            to(true);
            x = graph.node("Reshape", x, parts.integers(-1, channels * height * width));
        }

        private String product(int inputs, int outputs) {
            return graph.node("MatMul", x, parts.floats(new int[] {inputs, outputs}, draws.signs(inputs * outputs)));
        }

        /** Turns the image, if it does not lie so. */
        private void to(boolean last) {
            if (last != channelsLast) {
                x = parts.transpose(x, last ? TO_CHANNELS_LAST : TO_CHANNELS_FIRST);
                channelsLast = last;
            }
        }
    }
}
