package io.github.bnn4j.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Zero goes where a file's operators send it, however they are put together. */
class ReadSignsTest {

    private static final double[] AROUND_ZERO = {-2, -1e-30, 0, 1e-30, 2};

    private static HandWrittenModel vector() {
        return HandWrittenModel.of(-1, 5);
    }

    @Test
    void aSignAnAddedConstantAndASignSendZeroWhereTheConstantIs() {
        assertThat(vector().number("c", 0.1)
                        .then("Sign")
                        .then("Add", "c")
                        .then("Sign")
                        .scores(AROUND_ZERO))
                .containsExactly(-1, -1, 1, 1, 1);
        assertThat(vector().number("c", -0.1)
                        .then("Sign")
                        .then("Add", "c")
                        .then("Sign")
                        .scores(AROUND_ZERO))
                .containsExactly(-1, -1, -1, 1, 1);
    }

    @Test
    void aTransposeMayStandBetweenTheSigns() {
        float[] scores = HandWrittenModel.of(-1, 1, 1, 5)
                .floats("c", new int[] {1, 1, 1, 1}, 0.1)
                .then("Sign")
                .then("Transpose", Map.of("perm", List.of(0L, 2L, 3L, 1L)))
                .then("Add", "c")
                .then("Sign")
                .then("Flatten")
                .scores(AROUND_ZERO);
        assertThat(scores).containsExactly(-1, -1, 1, 1, 1);
    }

    @Test
    void aSignMayBeFlattenedBeforeItIsDecided() {
        float[] scores = HandWrittenModel.of(1, 1, 1, 5)
                .integers("row", 1, -1)
                .number("c", 0.1)
                .then("Sign")
                .then("Add", "c")
                .then("Sign")
                .then("Reshape", "row")
                .scores(AROUND_ZERO);
        assertThat(scores).containsExactly(-1, -1, 1, 1, 1);
    }

    @Test
    void comparisonsChooseBetweenAnyTwoConstants() {
        HandWrittenModel model = vector().number("t", 0).number("a", 3).number("b", -0.5);
        assertThat(model.then("GreaterOrEqual", "t")
                        .as("c")
                        .node("", "Where", Map.of(), List.of("c", "a", "b"), "y")
                        .scores(AROUND_ZERO))
                .containsExactly(-0.5f, -0.5f, 3, 3, 3);
        assertThat(chosen("Greater")).containsExactly(-0.5f, -0.5f, -0.5f, 3, 3);
        assertThat(chosen("Less")).containsExactly(3, 3, -0.5f, -0.5f, -0.5f);
        assertThat(chosen("LessOrEqual")).containsExactly(3, 3, 3, -0.5f, -0.5f);
    }

    private static float[] chosen(String comparison) {
        return vector().number("t", 0)
                .number("a", 3)
                .number("b", -0.5)
                .then(comparison, "t")
                .as("c")
                .node("", "Where", Map.of(), List.of("c", "a", "b"), "y")
                .scores(AROUND_ZERO);
    }

    @Test
    void theConstantOfAComparisonMayComeFirst() {
        float[] scores = vector().number("t", 0)
                .number("a", 1)
                .number("b", -1)
                .node("", "GreaterOrEqual", Map.of(), List.of("t", "x"), "c")
                .node("", "Where", Map.of(), List.of("c", "a", "b"), "y")
                .scores(AROUND_ZERO);
        assertThat(scores).containsExactly(1, 1, 1, -1, -1);
    }

    @Test
    void aComparisonMayBeCastAndScaled() {
        float[] scores = vector().number("t", 0)
                .number("two", 2)
                .number("one", 1)
                .then("GreaterOrEqual", "t")
                .then("Cast", Map.of("to", 1L))
                .then("Mul", "two")
                .then("Sub", "one")
                .scores(AROUND_ZERO);
        assertThat(scores).containsExactly(-1, -1, 1, 1, 1);
    }

    @Test
    void theRoundingOfAClippedValueSendsAHalfToTheEvenNumber() {
        double[] around = {-3, -1e-7, 0, 1e-7, 3};
        HandWrittenModel model = vector().number("half", 0.5)
                .number("zero", 0)
                .number("one", 1)
                .number("two", 2)
                .then("Mul", "half")
                .then("Add", "half")
                .then("Clip", "zero", "one")
                .then("Round")
                .then("Mul", "two")
                .then("Sub", "one");
        assertThat(model.scores(around)).containsExactly(-1, -1, -1, 1, 1);
    }

    @Test
    void roundingMayComeBeforeClipping() {
        float[] scores = vector().number("zero", 0)
                .number("one", 1)
                .then("Round")
                .then("Clip", "zero", "one")
                .scores(-7, 0.49, 0.5, 0.51, 7);
        assertThat(scores).containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void floorSendsOneUpAndCeilSendsZeroDown() {
        double[] example = {-1, 0, 0.5, 1, 2};
        HandWrittenModel floor = vector().number("zero", 0).number("one", 1).then("Clip", "zero", "one");
        assertThat(floor.then("Floor").scores(example)).containsExactly(0, 0, 0, 1, 1);
        HandWrittenModel ceil = vector().number("zero", 0).number("one", 1).then("Clip", "zero", "one");
        assertThat(ceil.then("Ceil").scores(example)).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void wholeNumbersOfMoreThanTwoValuesAreRefused() {
        HandWrittenModel model = vector().number("zero", 0)
                .number("three", 3)
                .then("Clip", "zero", "three")
                .then("Round");
        assertThatThrownBy(() -> model.scores(AROUND_ZERO))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("more than one bit");
    }

    @Test
    void aComparisonOfAClippedValueIsOneOfTheValueBefore() {
        // Of so small a number, a clip in single precision would leave nothing.
        float[] scores = vector().number("least", 0)
                .number("most", 6)
                .number("a", 1)
                .number("b", -1)
                .then("Clip", "least", "most")
                .then("Greater", "least")
                .as("c")
                .node("", "Where", Map.of(), List.of("c", "a", "b"), "y")
                .scores(AROUND_ZERO);
        assertThat(scores).containsExactly(-1, -1, -1, 1, 1);
    }

    @Test
    void aBareSignIsRefusedWhereZeroMayOccurAndTheMessageNamesTheOption() {
        assertThatThrownBy(() -> vector().then("Sign").scores(AROUND_ZERO))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("--sign-of-zero")
                .hasMessageContaining("third value, 0.0");
    }

    @Test
    void theOptionDecidesWhereZeroBelongs() {
        HandWrittenModel model = vector().number("c", -2).then("Sign").then("Mul", "c");
        assertThat(HandWrittenModel.scores(model.imported().signOfZero(1), AROUND_ZERO))
                .containsExactly(2, 2, -2, -2, -2);
        assertThat(HandWrittenModel.scores(model.imported().signOfZero(-1), AROUND_ZERO))
                .containsExactly(2, 2, 2, -2, -2);
        assertThatThrownBy(() -> model.imported().signOfZero(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOptionDoesNotChangeASignThatIsDecided() {
        HandWrittenModel model =
                vector().number("c", 0.1).then("Sign").then("Add", "c").then("Sign");
        assertThat(HandWrittenModel.scores(model.imported().signOfZero(-1), AROUND_ZERO))
                .containsExactly(-1, -1, 1, 1, 1);
    }

    private static HandWrittenModel sum(int inputs, double... offset) {
        double[] weights = new double[2 * inputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 3 == 0 ? -1 : 1;
        }
        return HandWrittenModel.of(-1, inputs)
                .number("zero", 0)
                .number("one", 1)
                .floats("w", new int[] {inputs, 2}, weights)
                .floats("offset", offset)
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("MatMul", "w")
                .then("Add", "offset")
                .then("Sign");
    }

    @Test
    void aBareSignIsTakenWhereItsInputIsNeverZero() {
        // An odd sum; an even one that a fraction is added to; an even one, and more than all of it is added.
        assertThat(sum(3, 0, 0).scores(1, -1, 1)).containsExactly(signs(3, new double[] {0, 0}, 1, -1, 1));
        assertThat(sum(4, 0.5, -0.5).scores(1, -1, 1, 1))
                .containsExactly(signs(4, new double[] {0.5, -0.5}, 1, -1, 1, 1));
        assertThat(sum(4, 6, -6).scores(1, -1, 1, 1)).containsExactly(1, -1);
        assertThat(sum(4, 1, 3).scores(1, -1, 1, 1)).containsExactly(signs(4, new double[] {1, 3}, 1, -1, 1, 1));
    }

    private static float[] signs(int inputs, double[] offset, double... x) {
        float[] signs = new float[2];
        for (int n = 0; n < 2; n++) {
            double sum = offset[n];
            for (int k = 0; k < inputs; k++) {
                sum += ((k * 2 + n) % 3 == 0 ? -1 : 1) * x[k];
            }
            signs[n] = sum > 0 ? 1 : -1;
        }
        return signs;
    }

    @Test
    void aBareSignOfAnEvenSumOrOfAnOddOneWithAnOddOffsetIsRefused() {
        assertThatThrownBy(() -> sum(4, 0, 0).scores(1, -1, 1, 1)).isInstanceOf(OnnxException.class);
        assertThatThrownBy(() -> sum(3, 0, 1).scores(1, -1, 1)).isInstanceOf(OnnxException.class);
    }

    @Test
    void aSignThatIsMinusOneAtZeroIsOneComparisonOfIntegers() {
        HandWrittenModel model = HandWrittenModel.of(-1, 4)
                .number("one", 1)
                .number("c", -0.1)
                .floats("w", new int[] {4, 1}, 1, 1, 1, 1)
                .floats("v", new int[] {1, 2}, 1, -1)
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("MatMul", "w")
                .then("Sign")
                .then("Add", "c")
                .then("Sign")
                .then("MatMul", "v");
        assertThat(model.scores(1, 1, -1, -1)).containsExactly(-1, 1);
        assertThat(model.scores(1, 1, 1, -1)).containsExactly(1, -1);
        assertThat(model.imported().toPacked(InputEncoding.floats(4)).layers())
                .filteredOn(BinaryDense.class::isInstance)
                .hasSize(2);
    }

    @Test
    void bipolarQuantScalesByOneNumberOrByOneForEachChannel() {
        HandWrittenModel model = vector().floats("s", new int[] {1, 5}, 1, 2, 3, 4, 5);
        assertThat(model.quantizer("BipolarQuant", Map.of(), "s").scores(AROUND_ZERO))
                .containsExactly(-1, -2, 3, 4, 5);
        HandWrittenModel old = vector().number("s", 0.25);
        assertThat(old.node("onnx.brevitas", "BipolarQuant", Map.of(), List.of("x", "s"), "y")
                        .scores(AROUND_ZERO))
                .containsExactly(-0.25f, -0.25f, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void quantOfOneBitIsASignIfItIsSignedAndElseZeroOrOne() {
        double[] example = {-1, 0, 0.5, 0.75, 9};
        assertThat(quant(1, 1).scores(example)).containsExactly(-0.5f, 0.5f, 0.5f, 0.5f, 0.5f);
        // Halves of the scale are 0.25, which goes to the even 0.
        assertThat(quant(1, 0).scores(-1, 0, 0.25, 0.26, 9)).containsExactly(0, 0, 0, 0.5f, 0.5f);
    }

    @Test
    void quantOfMoreBitsIsRefusedByName() {
        assertThatThrownBy(() -> quant(2, 1).scores(AROUND_ZERO))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("the0")
                .hasMessageContaining("Quant")
                .hasMessageContaining("2 bits");
    }

    private static HandWrittenModel quant(int bits, long signed) {
        return vector().number("s", 0.5)
                .number("z", 0)
                .number("bits", bits)
                .quantizer("Quant", Map.of("signed", signed, "narrow", 0L), "s", "z", "bits");
    }

    @Test
    void multiThresholdTakesOneThresholdOfAChannelAndIsOnFromItOn() {
        Map<String, Object> bipolar = Map.of("out_scale", 2.0, "out_bias", -1.0, "data_layout", "NCHW");
        HandWrittenModel each = vector().floats(
                        "t", new int[] {5, 1}, 1, 2, 3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                .node("finn.custom_op.general", "MultiThreshold", bipolar, List.of("x", "t"), "y");
        assertThat(each.scores(1, 1.5, 4, 1e30, -1e30)).containsExactly(1, -1, 1, -1, 1);
        HandWrittenModel one = vector().floats("t", new int[] {1, 1}, 2);
        assertThat(one.node("finn.custom_op.general", "MultiThreshold", Map.of(), List.of("x", "t"), "y")
                        .scores(1, 2, 3, 0, 2))
                .containsExactly(0, 1, 1, 0, 1);
    }

    @Test
    void multiThresholdOfMoreStepsIsRefusedByName() {
        HandWrittenModel model = vector().floats("t", new int[] {1, 3}, 1, 2, 3)
                .node("finn.custom_op.general", "MultiThreshold", Map.of(), List.of("x", "t"), "y");
        assertThatThrownBy(() -> model.scores(AROUND_ZERO))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("MultiThreshold")
                .hasMessageContaining("more than one bit");
    }

    @Test
    void aNetworkInWhichNothingQuantizesIsRefusedEvenWithBinaryWeights() {
        HandWrittenModel model =
                vector().floats("w", new int[] {5, 1}, 1, -1, 1, 1, -1).then("MatMul", "w");
        assertThatThrownBy(() -> model.scores(AROUND_ZERO))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("lost its sign");
    }
}
