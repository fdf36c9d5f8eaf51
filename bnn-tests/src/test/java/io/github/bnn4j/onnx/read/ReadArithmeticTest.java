package io.github.bnn4j.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sums, scales, norms and functions of each value, against numbers worked out by hand. */
class ReadArithmeticTest {

    private static float[] of(HandWrittenModel model, double... example) {
        return model.quantizedSomewhere().scores(example);
    }

    @Test
    void constantsAreSpreadOverVectors() {
        HandWrittenModel model =
                HandWrittenModel.of(-1, 3).floats("each", 1, 2, 4).number("all", 8);
        assertThat(of(model.then("Add", "each").then("Mul", "all"), 1, 1, 1)).containsExactly(16, 24, 40);
        HandWrittenModel divided = HandWrittenModel.of(-1, 3).floats("each", new int[] {1, 3}, 1, 2, 4);
        assertThat(of(divided.then("Div", "each"), 8, 8, 8)).containsExactly(8, 4, 2);
    }

    @Test
    void aConstantMayComeFirst() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2)
                .number("c", 10)
                .number("d", 12)
                .node("", "Sub", Map.of(), List.of("c", "x"), "y")
                .then("Neg")
                .node("", "Add", Map.of(), List.of("d", "Neg1"), "z");
        assertThat(of(model, 3, 4)).containsExactly(5, 6);
    }

    @Test
    void constantsAreSpreadOverImagesByChannelOrByValue() {
        HandWrittenModel channels = HandWrittenModel.of(-1, 2, 1, 2).floats("c", new int[] {2, 1, 1}, 10, 20);
        assertThat(of(channels.then("Add", "c").flat(4), 1, 2, 3, 4)).containsExactly(11, 12, 23, 24);
        HandWrittenModel values = HandWrittenModel.of(-1, 2, 1, 2).floats("c", new int[] {2, 1, 2}, 10, 20, 30, 40);
        assertThat(of(values.then("Mul", "c").flat(4), 1, 2, 3, 4)).containsExactly(10, 40, 90, 160);
    }

    @Test
    void aConstantThatDoesNotFitIsRefused() {
        HandWrittenModel model = HandWrittenModel.of(-1, 3).floats("c", 1, 2).then("Add", "c");
        assertThatThrownBy(() -> of(model, 1, 2, 3))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("[2]")
                .hasMessageContaining("(N, 3)");
    }

    @Test
    void valuesAreAddedSubtractedAndMultiplied() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2)
                .number("two", 2)
                .then("Mul", "two")
                .as("a")
                .node("", "Sub", Map.of(), List.of("a", "x"), "b")
                .node("", "Mul", Map.of(), List.of("a", "b"), "c")
                .node("", "Add", Map.of(), List.of("c", "x"), "d");
        assertThat(of(model, 3, 5)).containsExactly(2 * 3 * 3 + 3, 2 * 5 * 5 + 5);
        assertThat(of(HandWrittenModel.of(-1, 1).number("two", 2).then("Pow", "two"), 3))
                .containsExactly(9);
    }

    @Test
    void weightsOfOneMagnitudeForEachOutputAreBits() {
        HandWrittenModel model = HandWrittenModel.of(-1, 3)
                .number("one", 1)
                .floats("w", new int[] {3, 2}, 0.5, -3, -0.5, 3, 0.5, 3)
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("MatMul", "w");
        assertThat(model.scores(1, 1, 1)).containsExactly(0.5f, 3);
        assertThat(layers(model)).hasAtLeastOneElementOfType(BinaryDense.class);
    }

    @Test
    void otherWeightsAreReal() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2)
                .number("one", 1)
                .floats("w", new int[] {2, 2}, 1, 2, 3, 4)
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("MatMul", "w");
        assertThat(model.scores(1, -1)).containsExactly(-2, -2);
        assertThat(layers(model)).hasAtLeastOneElementOfType(FloatDense.class);
    }

    private static List<PackedLayer> layers(HandWrittenModel model) {
        return model.imported()
                .toPacked(InputEncoding.floats(model.imported().image().size()))
                .layers();
    }

    @Test
    void aConstantMatrixMayComeFirst() {
        HandWrittenModel model = HandWrittenModel.of(-1, 3)
                .floats("w", new int[] {2, 3}, 1, 2, 3, 4, 5, 6)
                .then("Transpose", Map.of("perm", List.of(1L, 0L)))
                .node("", "MatMul", Map.of(), List.of("w", "Transpose0"), "y")
                .then("Transpose");
        assertThat(of(model, 1, 10, 100)).containsExactly(321, 654);
    }

    @Test
    void gemmTransposesScalesAndAdds() {
        HandWrittenModel model = HandWrittenModel.of(-1, 3)
                .floats("w", new int[] {2, 3}, 1, 2, 3, 4, 5, 6)
                .floats("b", 10, 20)
                .then("Gemm", Map.of("transB", 1L, "alpha", 2.0, "beta", 0.5), "w", "b");
        assertThat(of(model, 1, 10, 100)).containsExactly(2 * 321 + 5, 2 * 654 + 10);
        HandWrittenModel plain =
                HandWrittenModel.of(-1, 2).floats("w", new int[] {2, 1}, 1, 2).then("Gemm", Map.of(), "w");
        assertThat(of(plain, 3, 4)).containsExactly(11);
    }

    @Test
    void weightsOfAnotherSizeAreRefused() {
        HandWrittenModel model =
                HandWrittenModel.of(-1, 3).floats("w", new int[] {2, 1}, 1, 2).then("MatMul", "w");
        assertThatThrownBy(() -> of(model, 1, 2, 3))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("2 inputs");
    }

    @Test
    void batchNormalizationIsComputedInDoublePrecisionEvenOfATinyGammaAndANegativeOne() {
        HandWrittenModel model = HandWrittenModel.of(-1, 4)
                .number("one", 1)
                .floats("gamma", 1e-8, -2, 0, 1)
                .floats("beta", 1e-8, 1, -3, 0)
                .floats("mean", 2, 0.5, 0, 0)
                .floats("var", 1, 1, 1, 3)
                .then("BatchNormalization", Map.of("epsilon", 0.0), "gamma", "beta", "mean", "var")
                .quantizer("BipolarQuant", Map.of(), "one");
        assertThat(model.scores(1, 1, 5, 0)).containsExactly(1, 1, -1, 1);
        assertThat(model.scores(Math.nextDown(1f), Math.nextUp(1f), 5, -1e-30)).containsExactly(-1, -1, -1, -1);
    }

    @Test
    void aNormMayStandBetweenUnsqueezeAndSqueeze() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2)
                .floats("gamma", 2, 3)
                .floats("beta", 1, 1)
                .floats("mean", 0, 1)
                .floats("var", 4, 1)
                .integers("axes", 2)
                .then("Unsqueeze", "axes")
                .then("BatchNormalization", Map.of("epsilon", 0.0), "gamma", "beta", "mean", "var")
                .then("Squeeze", "axes");
        assertThat(of(model, 5, 5)).containsExactly(6, 13);
    }

    @Test
    void functionsOfEachValueAreKnown() {
        double[] example = {-2, -0.5, 0, 0.5, 2};
        assertThat(of(HandWrittenModel.of(-1, 5).then("Relu"), example)).containsExactly(0, 0, 0, 0.5f, 2);
        assertThat(of(HandWrittenModel.of(-1, 5).then("LeakyRelu", Map.of("alpha", 0.5)), example))
                .containsExactly(-1, -0.25f, 0, 0.5f, 2);
        assertThat(of(
                        HandWrittenModel.of(-1, 5)
                                .floats("s", new int[] {5}, 1, 2, 3, 4, 5)
                                .then("PRelu", "s"),
                        example))
                .containsExactly(-2, -1, 0, 0.5f, 2);
        assertThat(of(HandWrittenModel.of(-1, 5).number("a", -1).number("b", 1).then("Clip", "a", "b"), example))
                .containsExactly(-1, -0.5f, 0, 0.5f, 1);
        assertThat(of(HandWrittenModel.of(-1, 5).number("a", 0).number("b", 6).then("Clip", "a", "b"), 0, 3, 6, 7, -1))
                .containsExactly(0, 3, 6, 6, 0);
        assertThat(of(HandWrittenModel.of(-1, 5).number("a", 1).then("Clip", "", "a"), example))
                .containsExactly(-2, -0.5f, 0, 0.5f, 1);
        assertThat(of(HandWrittenModel.of(-1, 1).then("Tanh"), 1)).containsExactly((float) Math.tanh(1));
        assertThat(of(HandWrittenModel.of(-1, 1).then("HardSigmoid"), 1)[0]).isCloseTo(0.7f, offset(1e-6f));
        assertThat(of(HandWrittenModel.of(-1, 2).then("Softmax"), 3, 3)).containsExactly(0.5f, 0.5f);
    }

    @Test
    void constantsSubtractedAroundPReluArePartOfIt() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2)
                .floats("before", 1, 2)
                .floats("slopes", 0.5, 0.25)
                .floats("after", -10, -20)
                .then("Sub", "before")
                .then("PRelu", "slopes")
                .then("Sub", "after")
                .quantizedSomewhere();
        assertThat(model.scores(3, -2)).containsExactly(12, 19);
        assertThat(layers(model)).hasSize(1).hasOnlyElementsOfType(PRelu.class);
    }

    @Test
    void functionsThatAreWrittenAsOthersAreKnown() {
        HandWrittenModel swish = HandWrittenModel.of(-1, 1)
                .then("Sigmoid")
                .node("", "Mul", Map.of(), List.of("x", "Sigmoid0"), "y")
                .quantizedSomewhere();
        assertThat(layers(swish)).singleElement().hasToString(new Elementwise(Function.SWISH, 0, 1).toString());
        HandWrittenModel hard = HandWrittenModel.of(-1, 1)
                .then("HardSigmoid", Map.of("alpha", (double) 0.2f, "beta", 0.5))
                .quantizedSomewhere();
        assertThat(layers(hard)).singleElement().hasToString(new Elementwise(Function.HARD_SIGMOID, 0, 1).toString());
    }

    @Test
    void scoresAreWhatTopKAndArgMaxTake() {
        HandWrittenModel top = HandWrittenModel.of(-1, 3)
                .integers("k", 1)
                .then("Relu")
                .quantizedSomewhere()
                .then("TopK", Map.of("axis", -1L), "k");
        assertThat(top.scores(1, 3, 2)).containsExactly(1, 3, 2);
        HandWrittenModel best = HandWrittenModel.of(-1, 3)
                .then("Relu")
                .quantizedSomewhere()
                .then("ArgMax", Map.of("axis", 1L))
                .then("Squeeze");
        assertThat(best.scores(1, 3, 2)).containsExactly(1, 3, 2);
        HandWrittenModel between =
                HandWrittenModel.of(-1, 3).then("ArgMax", Map.of("axis", 1L)).then("Relu");
        assertThatThrownBy(() -> of(between, 1, 2, 3))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("end");
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        assertThatThrownBy(() -> of(HandWrittenModel.of(-1, 3).then("Erf"), 1, 2, 3))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("the0 (Erf)");
        assertThatThrownBy(() -> of(HandWrittenModel.of(-1, -1).then("Relu"), 1))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("unknown size");
        HandWrittenModel other = HandWrittenModel.of(-1, 1).node("com.example", "Relu", Map.of(), List.of("x"), "y");
        assertThatThrownBy(() -> of(other, 1)).isInstanceOf(OnnxException.class).hasMessageContaining("com.example");
        HandWrittenModel missing = HandWrittenModel.of(-1, 1).then("Add", "nowhere");
        assertThatThrownBy(() -> of(missing, 1))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("nothing defines");
    }

    @Test
    void anEncodingOfAnotherSizeIsRefused() {
        HandWrittenModel model = HandWrittenModel.of(-1, 3).quantizedSomewhere();
        assertThatThrownBy(() -> model.imported().toPacked(InputEncoding.floats(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 values");
    }
}
