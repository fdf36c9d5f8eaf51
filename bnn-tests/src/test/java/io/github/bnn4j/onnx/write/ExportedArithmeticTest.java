package io.github.bnn4j.onnx.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.graph.PaddingSums;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.evaluator.NdArray;
import io.github.bnn4j.onnx.evaluator.OnnxEvaluator;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.codec.SampleGraphs;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.layer.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exported file computes, as a slow evaluator that reads the specification of each operator sees it. */
class ExportedArithmeticTest {

    private static final int EXAMPLES = 6;

    private static ModelProto exported(PackedContent content) {
        return NetworkNodes.of(content).model(content);
    }

    private static PackedContent chain(InputEncoding input, PackedLayer... layers) {
        return new PackedContent(input, List.of(layers), List.of());
    }

    /** Draws what the file takes. */
    private static float[] examples(InputEncoding encoding, int count) {
        Random random = new Random(1);
        float[] x = new float[count * encoding.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (encoding.type()) {
                case BYTES -> random.nextInt(256);
                case SIGNS -> random.nextBoolean() ? 1 : -1;
                case FLOATS -> (random.nextInt(65) - 32) / 8f;
            };
        }
        return x;
    }

    private static float[] packedScores(PackedContent content, float[] x) {
        InputEncoding encoding = content.input();
        float[] real = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            int value = i % encoding.size();
            real[i] = encoding.type() == ValueType.BYTES
                    ? (float) (encoding.scale(value) * x[i] + encoding.offset(value))
                    : x[i];
        }
        int count = x.length / encoding.size();
        float[] scores = new float[count * content.outputs()];
        new PackedNetwork(content).scores(real, count, scores);
        return scores;
    }

    private static double[] fileScores(PackedContent content, float[] x) {
        InputEncoding encoding = content.input();
        double[] values = new double[x.length];
        Arrays.setAll(values, i -> x[i]);
        int count = x.length / encoding.size();
        int[] shape = encoding.channels() == 1 && encoding.height() == 1
                ? new int[] {count, encoding.size()}
                : new int[] {count, encoding.channels(), encoding.height(), encoding.width()};
        return new OnnxEvaluator(exported(content))
                .output(NdArray.of(shape, values))
                .values();
    }

    static Stream<PackedContent> networks() {
        Set<String> unknown = Set.of("Elu", "Tanh", "Sigmoid", "HardSigmoid", "Softplus", "Softsign");
        return Stream.concat(SampleContents.all().stream(), SampleGraphs.all().stream())
                .filter(content -> exported(content).getGraph().getNodeList().stream()
                        .noneMatch(node -> unknown.contains(node.getOpType())));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void scoresAreThoseOfThePackedNetwork(PackedContent content) {
        float[] x = examples(content.input(), EXAMPLES);
        float[] expected = packedScores(content, x);
        double[] actual = fileScores(content, x);

        assertThat(actual).hasSize(expected.length);
        double greatest = 0;
        for (float score : expected) {
            greatest = Math.max(greatest, Math.abs(score));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-5 * greatest));
        }
    }

    @Test
    void mostOfTheSampleNetworksAreSeen() {
        assertThat(networks().count()).isGreaterThanOrEqualTo(8);
    }

    /** Also those that are always kept, or never. */
    @ParameterizedTest
    @EnumSource(
            value = ValueType.class,
            names = {"BYTES", "SIGNS"})
    void everyLimitIsTheSameComparison(ValueType type) {
        int inputs = 3;
        int greatest = type == ValueType.BYTES ? 255 * inputs : inputs;
        int outputs = 2 * (greatest + 2);
        int[] limits = new int[outputs];
        Arrays.setAll(limits, n -> n / 2 - 1);
        BitMatrix flips = BitMatrix.of(1, outputs, (row, n) -> n % 2 == 1);
        BitMatrix weights = BitMatrix.of(outputs, inputs, (n, k) -> (n / 2 + k) % 3 > 0);
        PackedContent content = chain(
                new InputEncoding(type, 1, 1, inputs, 1, 0),
                new BinaryDense(type, weights, new Thresholds(limits, flips.toWords())),
                new SignsToFloats(1, -1, outputs));
        float[] x = examples(content.input(), 40);

        assertThat(floats(fileScores(content, x))).containsExactly(packedScores(content, x));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Then it does not matter what the sign of 0 is. */
    @Test
    void noSumIsItsThreshold() {
        int inputs = 4;
        BitMatrix weights = BitMatrix.of(1, inputs, (n, k) -> k > 1);
        for (int limit = -1; limit <= inputs; limit++) {
            PackedContent content = chain(
                    InputEncoding.signs(inputs),
                    new BinaryDense(ValueType.SIGNS, weights, new Thresholds(new int[] {limit}, new long[1])),
                    new SignsToFloats(1, -1, 1));
            ModelProto model = exported(content);
            NodeProto sign = model.getGraph().getNodeList().stream()
                    .filter(node -> node.getName().endsWith("/Sign"))
                    .findFirst()
                    .orElseThrow();
            float[] x = examples(content.input(), 16);
            double[] values = new double[x.length];
            Arrays.setAll(values, i -> x[i]);
            NdArray before = new OnnxEvaluator(model)
                    .all(NdArray.of(new int[] {16, inputs}, values))
                    .get(sign.getInput(0));
            assertThat(before.values()).doesNotContain(0, -0.0);
        }
    }

    /** A packed network has -1 around, and other limits at the border. */
    @Test
    void limitsOfBorderClassesAreZerosAroundIfThatIsWhatTheyAre() {
        Window window = Windows.same(5, 5, 3);
        BitMatrix weights = BitMatrix.of(4, 18, (n, k) -> (n * k + k) % 5 > 1);
        int[][] onPadding = PaddingSums.of(window, weights);
        int[] limits = new int[onPadding.length * 4];
        // sum + (number on padding) >= 1, with sum = 18 - 2 m of -1 on padding.
        Arrays.setAll(limits, i -> (int) Math.floor((18 - 1 + onPadding[i / 4][i % 4]) / 2.0));
        PackedContent zeros = convolution(window, false, weights, new Thresholds(4, limits, new long[] {2}));
        int[] others = limits.clone();
        others[1] = 3;
        PackedContent anything = convolution(window, false, weights, new Thresholds(4, others, new long[] {2}));

        assertThat(operators(zeros)).doesNotContain("Pad");
        assertThat(pads(zeros)).containsExactly(1L, 1L, 1L, 1L);
        assertThat(operators(anything)).contains("Pad");
        for (PackedContent content : List.of(zeros, anything)) {
            float[] x = examples(content.input(), 20);
            assertThat(floats(fileScores(content, x))).containsExactly(packedScores(content, x));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signsAroundAnImageArePaddedFirst(boolean positive) {
        BitMatrix weights = BitMatrix.of(3, 18, (n, k) -> (n + k) % 3 > 0);
        PackedContent content = convolution(
                Windows.same(5, 5, 3), positive, weights, new Scores(new double[] {1, -0.3, 2}, new double[] {0, 0.1, 3
                }));
        float[] x = examples(content.input(), 5);

        assertThat(pads(content)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(operators(content)).contains("Pad");
        assertThat(floats(fileScores(content, x))).containsExactly(packedScores(content, x));
    }

    /** A minimum of some channels' signs, where they are compared the other way round, is a maximum of sums. */
    @Test
    void aMinimumOfFlippedSignsIsAMaximumOfSums() {
        BitMatrix weights = BitMatrix.of(3, 18, (n, k) -> (n + k) % 3 > 0);
        long[] flips = {5};
        PackedContent content = chain(
                InputEncoding.signs(2, 6, 6),
                new ChannelsLast(ValueType.SIGNS, new ImageShape(2, 6, 6)),
                new BinaryConvolution(
                        ValueType.SIGNS,
                        2,
                        Windows.same(6, 6, 3),
                        true,
                        weights,
                        new Thresholds(new int[] {8, 9, 10}, flips)),
                new MaxPooling(3, Windows.tiles(6, 6, 2), flips),
                new SignsToFloats(1, -1, 27));
        float[] x = examples(content.input(), 20);

        assertThat(operators(content)).containsSubsequence("Conv", "MaxPool", "Mul", "Add", "BipolarQuant");
        assertThat(floats(fileScores(content, x))).containsExactly(packedScores(content, x));
    }

    private static PackedContent convolution(Window window, boolean positive, BitMatrix weights, OutputStage stage) {
        List<PackedLayer> layers = new ArrayList<>(List.of(
                new ChannelsLast(ValueType.SIGNS, window.input(2)),
                new BinaryConvolution(ValueType.SIGNS, 2, window, positive, weights, stage)));
        if (stage.type() == ValueType.SIGNS) {
            layers.add(new SignsToFloats(1, -1, layers.get(1).outputs()));
        }
        return chain(InputEncoding.signs(2, 5, 5), layers.toArray(PackedLayer[]::new));
    }

    private static List<String> operators(PackedContent content) {
        return exported(content).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
    }

    private static List<Long> pads(PackedContent content) {
        return exported(content).getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("Conv"))
                .flatMap(node -> node.getAttributeList().stream())
                .filter(attribute -> attribute.getName().equals("pads"))
                .findFirst()
                .orElseThrow()
                .getIntsList();
    }

    @Test
    void sumsThatSinglePrecisionDoesNotHoldAreRefused() {
        int inputs = 70_000;
        BitMatrix weights = BitMatrix.of(1, inputs, (n, k) -> k > 0);
        PackedContent content = chain(
                InputEncoding.bytes(0, 255, 1, 1, inputs),
                new BinaryDense(ValueType.BYTES, weights, new Scores(new double[] {1}, new double[] {0})));

        assertThatThrownBy(() -> exported(content))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("binarydense_0")
                .hasMessageContaining("70000 BYTES");
    }
}
