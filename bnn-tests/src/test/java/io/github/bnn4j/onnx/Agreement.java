package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.onnx.evaluator.NdArray;
import io.github.bnn4j.onnx.evaluator.OnnxEvaluator;
import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import onnx.Onnx.TensorShapeProto;

/** Compares what the import makes of a file with the slow evaluator, example by example. */
final class Agreement {

    private static final int EXAMPLES = 12;

    private final HandWrittenGraph graph;
    private final InputEncoding encoding;
    private final Draws draws;
    private HandWrittenGraph told;
    private String scores;
    private boolean channelsLast;
    private UnaryOperator<OnnxImport> options = imported -> imported;

    private Agreement(HandWrittenGraph graph, InputEncoding encoding, Draws draws) {
        this.graph = graph;
        this.told = graph;
        this.encoding = encoding;
        this.draws = draws;
        this.scores = graph.model().getGraph().getOutput(0).getName();
    }

    static Agreement of(HandWrittenGraph graph, InputEncoding encoding, Draws draws) {
        return new Agreement(graph, encoding, draws);
    }

    /** The scores are another value than the output. */
    Agreement scores(String name) {
        scores = name;
        return this;
    }

    /** The file takes (N, H, W, C). */
    Agreement channelsLast() {
        channelsLast = true;
        return this;
    }

    /** The evaluator is given another graph, which says plainly what an option makes of the file. */
    Agreement asIf(HandWrittenGraph plain, UnaryOperator<OnnxImport> option) {
        told = plain;
        scores = plain.model().getGraph().getOutput(0).getName();
        options = option;
        return this;
    }

    /** All arithmetic is exact: so are the scores. */
    void isExact() {
        check(0);
    }

    /** Something rounds: scores are so close, relative to the greatest of them, and the classes are equal if they are farther apart. */
    void isWithin(double relative) {
        check(relative);
    }

    private void check(double relative) {
        byte[][] examples = new byte[EXAMPLES][];
        double[][] expected = new double[EXAMPLES][];
        OnnxEvaluator evaluator = new OnnxEvaluator(told.model());
        for (int i = 0; i < EXAMPLES; i++) {
            examples[i] = example();
            expected[i] = evaluator.all(input(examples[i])).get(scores).values();
        }
        PackedNetwork network = network();
        assertThat(network.input()).isEqualTo(encoding);
        for (int i = 0; i < EXAMPLES; i++) {
            compare("example " + i + " of " + network + " of " + graph, network, examples[i], expected[i], relative);
        }
    }

    private PackedNetwork network() {
        try {
            return options.apply(read(graph)).toPacked(encoding);
        } catch (RuntimeException e) {
            throw new AssertionError(e.getMessage() + " in\n" + graph, e);
        }
    }

    private byte[] example() {
        if (encoding.type() != ValueType.SIGNS) {
            return draws.bytes(encoding.size());
        }
        byte[] signs = new byte[encoding.size()];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = (byte) (draws.coin() ? 1 : -1);
        }
        return signs;
    }

    private static void compare(
            String what, PackedNetwork network, byte[] example, double[] expected, double relative) {
        float[] actual = network.scores(example);
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int n = 0; n < expected.length; n++) {
            assertThat((double) actual[n])
                    .as("score %d, %s", n, what)
                    .isCloseTo(expected[n], within(relative * greatest));
        }
        if (expected.length > 1) {
            assertThat(expected[network.predict(example)])
                    .as("score of the class, %s", what)
                    .isCloseTo(Arrays.stream(expected).max().orElseThrow(), within(2 * relative * greatest));
        }
    }

    /** What the file's input is of an example that is given channel after channel. */
    private NdArray input(byte[] example) {
        int[] shape = graph.model().getGraph().getInput(0).getType().getTensorType().getShape().getDimList().stream()
                .mapToInt(Agreement::size)
                .toArray();
        double[] values = new double[example.length];
        for (int i = 0; i < values.length; i++) {
            int pixels = encoding.height() * encoding.width();
            int at = channelsLast ? i % pixels * encoding.channels() + i / pixels : i;
            values[at] = encoding.type() == ValueType.SIGNS
                    ? example[i]
                    : encoding.scale(i) * (example[i] & 0xFF) + encoding.offset(i);
        }
        return NdArray.of(shape, values);
    }

    private static int size(TensorShapeProto.Dimension dimension) {
        return dimension.hasDimValue() ? (int) dimension.getDimValue() : 1;
    }

    /** Imports a graph by way of a file. */
    static OnnxImport read(HandWrittenGraph graph) {
        try {
            Path file = Files.createTempFile("by-hand", ".onnx");
            try {
                return OnnxImport.read(graph.save(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
