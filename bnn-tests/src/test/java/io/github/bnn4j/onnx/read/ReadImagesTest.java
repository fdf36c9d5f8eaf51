package io.github.bnn4j.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Convolutions, pooling and the order of values, against numbers worked out by hand. */
class ReadImagesTest {

    private static final Map<String, Object> TO_FIRST = Map.of("perm", List.of(0L, 3L, 1L, 2L));
    private static final Map<String, Object> TO_LAST = Map.of("perm", List.of(0L, 2L, 3L, 1L));

    private static float[] of(HandWrittenModel model, double... example) {
        return model.quantizedSomewhere().scores(example);
    }

    /** Signs of a 2 x 2 image, and weights of two magnitudes: 1 for the first output, 2 for the second. */
    private static HandWrittenModel binary() {
        return HandWrittenModel.of(-1, 1, 2, 2)
                .number("one", 1)
                .floats("w", new int[] {2, 1, 2, 2}, 1, 1, -1, 1, 2, -2, 2, 2)
                .quantizer("BipolarQuant", Map.of(), "one");
    }

    @Test
    void weightsOfOneMagnitudeMakeABinaryConvolution() {
        HandWrittenModel model =
                binary().floats("b", 10, 20).then("Conv", Map.of(), "w", "b").then("Flatten");
        assertThat(model.scores(1, -1, -1, 1)).containsExactly(1 - 1 + 1 + 1 + 10, 2 + 2 - 2 + 2 + 20);
        assertThat(model.imported().toPacked(InputEncoding.floats(1, 2, 2)).layers())
                .hasAtLeastOneElementOfType(BinaryConvolution.class);
    }

    @Test
    void zerosAroundAnImageOfSignsAreZeros() {
        HandWrittenModel model = binary().then("Conv", Map.of("pads", List.of(1L, 1L, 0L, 0L)), "w")
                .flat(8);
        // Of the first pixel, only the last tap is on the image.
        assertThat(model.scores(1, -1, -1, 1))
                .startsWith(1, -1 - 1, -1 + 1, 1 - 1 + 1 + 1)
                .endsWith(2 + 2 - 2 + 2);
    }

    @Test
    void aPadOfOneBeforeAConvolutionIsItsPadding() {
        HandWrittenModel model = binary().integers("pads", 0, 0, 1, 1, 0, 0, 0, 0)
                .number("one", 1)
                .then("Pad", "pads", "one")
                .then("Conv", Map.of(), "w")
                .flat(8);
        // The first three taps are on +1 there.
        assertThat(model.scores(1, -1, -1, 1)).startsWith(1 + 1 - 1 + 1).endsWith(2 + 2 - 2 + 2);
        assertThat(model.imported().toPacked(InputEncoding.floats(1, 2, 2)).layers())
                .hasAtLeastOneElementOfType(BinaryConvolution.class);
    }

    @Test
    void aPadMayBeOnImagesWithTheChannelsLast() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2, 2, 1)
                .number("one", 1)
                .floats("w", new int[] {1, 1, 3, 1}, 1, 1, -1)
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("Pad", Map.of("pads", List.of(0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L), "value", 1.0))
                .then("Transpose", TO_FIRST)
                .then("Conv", Map.of(), "w")
                .then("Flatten");
        assertThat(model.scores(1, -1, -1, 1)).containsExactly(1 + 1 + 1, 1 - 1 - 1);
    }

    @Test
    void floatsHaveAnyPaddingToo() {
        HandWrittenModel model = HandWrittenModel.of(-1, 1, 1, 2)
                .number("p", 5)
                .integers("pads", 0, 0, 0, 1, 0, 0, 0, 1)
                .floats("w", new int[] {1, 1, 1, 3}, 1, 2, 3)
                .then("Pad", "pads", "p")
                .then("Conv", Map.of(), "w")
                .then("Flatten");
        assertThat(of(model, 10, 20)).containsExactly(5 + 20 + 60, 10 + 40 + 15);
    }

    @Test
    void aMarginThatNothingTakesUpIsRefused() {
        HandWrittenModel model = HandWrittenModel.of(-1, 1, 1, 2)
                .integers("pads", 0, 0, 0, 1, 0, 0, 0, 1)
                .then("Pad", "pads")
                .then("Relu");
        assertThatThrownBy(() -> of(model, 1, 2))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("margin");
    }

    @Test
    void stridesAndDilationsAndPadsOfTheSameSizeAreKnown() {
        HandWrittenModel strided = HandWrittenModel.of(-1, 1, 1, 5)
                .floats("w", new int[] {1, 1, 1, 2}, 1, 10)
                .then("Conv", Map.of("strides", List.of(1L, 2L), "dilations", List.of(1L, 2L)), "w")
                .then("Flatten");
        assertThat(of(strided, 1, 2, 3, 4, 5)).containsExactly(31, 53);
        HandWrittenModel upper = HandWrittenModel.of(-1, 1, 1, 3)
                .floats("w", new int[] {1, 1, 1, 2}, 1, 10)
                .then("Conv", Map.of("auto_pad", "SAME_UPPER"), "w")
                .then("Flatten");
        assertThat(of(upper, 1, 2, 3)).containsExactly(21, 32, 3);
        HandWrittenModel lower = HandWrittenModel.of(-1, 1, 1, 3)
                .floats("w", new int[] {1, 1, 1, 2}, 1, 10)
                .then("Conv", Map.of("auto_pad", "SAME_LOWER"), "w")
                .then("Flatten");
        assertThat(of(lower, 1, 2, 3)).containsExactly(10, 21, 32);
    }

    @Test
    void groupsSeeTheirOwnChannels() {
        HandWrittenModel model = HandWrittenModel.of(-1, 4, 1, 1)
                .floats("w", new int[] {2, 2, 1, 1}, 3, -3, 1, 1)
                .then("Conv", Map.of("group", 2L), "w")
                .then("Flatten");
        assertThat(of(model, 1, 2, 4, 8)).containsExactly(3 - 6, 12);
        HandWrittenModel depthwise = HandWrittenModel.of(-1, 2, 1, 2)
                .floats("w", new int[] {2, 1, 1, 2}, 1, 2, 3, 4)
                .then("Conv", Map.of("group", 2L), "w")
                .then("Flatten");
        assertThat(of(depthwise, 1, 2, 4, 8)).containsExactly(5, 44);
    }

    @Test
    void aFlattenKeepsTheOrderOfItsAxes() {
        double[] example = {1, 2, 3, 4, 5, 6};
        double[] powers = {1, 10, 100, 1000, 10000, 100000};
        HandWrittenModel first = HandWrittenModel.of(-1, 3, 1, 2)
                .floats("w", new int[] {6, 1}, powers)
                .then("Flatten")
                .then("MatMul", "w");
        assertThat(of(first, example)).containsExactly(654321);
        HandWrittenModel last = HandWrittenModel.of(-1, 3, 1, 2)
                .floats("w", new int[] {6, 1}, powers)
                .integers("shape", -1, 6)
                .then("Transpose", TO_LAST)
                .then("Reshape", "shape")
                .then("MatMul", "w");
        assertThat(of(last, example)).containsExactly(642531);
        HandWrittenModel turned = HandWrittenModel.of(-1, 3, 2, 2)
                .then("Transpose", Map.of("perm", List.of(0L, 1L, 3L, 2L)))
                .then("Flatten");
        assertThatThrownBy(() -> of(turned, new double[12])).isInstanceOf(OnnxException.class);
    }

    @Test
    void imagesAreGivenChannelAfterChannelWhereTheFileHasThemLast() {
        HandWrittenModel model = HandWrittenModel.of(-1, 1, 2, 3)
                .floats("c", 100, 200, 300)
                .floats("w", new int[] {1, 3, 1, 1}, 1, 1, 2)
                .then("Add", "c")
                .then("Transpose", TO_FIRST)
                .then("Conv", Map.of(), "w")
                .then("Transpose", TO_LAST)
                .then("Flatten");
        assertThat(model.imported().image()).isEqualTo(new ImageShape(3, 1, 2));
        assertThat(of(model, 1, 2, 3, 4, 5, 6)).containsExactly(101 + 203 + 610, 102 + 204 + 612);
    }

    @Test
    void aMatrixOnPixelsIsAConvolutionOfOneTap() {
        HandWrittenModel model = HandWrittenModel.of(-1, 2, 1, 2)
                .floats("w", new int[] {2, 1}, 1, 10)
                .then("Transpose", TO_LAST)
                .then("MatMul", "w")
                .then("Flatten");
        assertThat(of(model, 1, 2, 3, 4)).containsExactly(31, 42);
    }

    @Test
    void theShapeOfAValueIsAConstantWhoseOpenPlaceReshapeTakesAgain() {
        HandWrittenModel chained = HandWrittenModel.of(-1, 1, 2, 2)
                .integers("rest", -1)
                .integers("zeroth", 0)
                .node("", "Shape", Map.of(), List.of("x"), "shape")
                .node("", "Gather", Map.of("axis", 0L), List.of("shape", "zeroth"), "n")
                .node("", "Concat", Map.of("axis", 0L), List.of("n", "rest"), "target")
                .node("", "Reshape", Map.of(), List.of("x", "target"), "flat")
                .then("Relu");
        assertThat(of(chained, 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aVectorMayBecomeAnImage() {
        HandWrittenModel model = HandWrittenModel.of(1, 4)
                .integers("image", 1, 1, 2, 2)
                .floats("w", new int[] {1, 1, 2, 1}, 1, 10)
                .then("Reshape", "image")
                .then("Conv", Map.of(), "w")
                .then("Flatten");
        assertThat(of(model, 1, 2, 3, 4)).containsExactly(31, 42);
    }

    @Test
    void paddingDoesNotCountForTheGreatest() {
        Map<String, Object> padded =
                Map.of("kernel_shape", List.of(1L, 2L), "strides", List.of(1L, 2L), "pads", List.of(0L, 1L, 0L, 1L));
        HandWrittenModel model =
                HandWrittenModel.of(-1, 1, 1, 4).then("MaxPool", padded).then("Flatten");
        assertThat(of(model, -1, -2, -3, -4)).containsExactly(-1, -2, -4);
    }

    @Test
    void ceilModeAddsAWindowThatBeginsOnTheImage() {
        Map<String, Object> ceil = Map.of("kernel_shape", List.of(1L, 2L), "strides", List.of(1L, 2L), "ceil_mode", 1L);
        HandWrittenModel maximum =
                HandWrittenModel.of(-1, 1, 1, 3).then("MaxPool", ceil).then("Flatten");
        assertThat(of(maximum, 1, 2, 3)).containsExactly(2, 3);
        HandWrittenModel mean =
                HandWrittenModel.of(-1, 1, 1, 3).then("AveragePool", ceil).then("Flatten");
        assertThat(of(mean, 1, 2, 3)).containsExactly(1.5f, 3);
        Map<String, Object> counted = Map.of(
                "kernel_shape", List.of(1L, 2L), "strides", List.of(1L, 2L), "ceil_mode", 1L, "count_include_pad", 1L);
        HandWrittenModel refused =
                HandWrittenModel.of(-1, 1, 1, 3).then("AveragePool", counted).then("Flatten");
        assertThatThrownBy(() -> of(refused, 1, 2, 3))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("ceil_mode");
    }

    @Test
    void paddingCountsForTheMeanWhereTheFileSaysSo() {
        Map<String, Object> without = Map.of("kernel_shape", List.of(1L, 2L), "pads", List.of(0L, 1L, 0L, 0L));
        HandWrittenModel model =
                HandWrittenModel.of(-1, 1, 1, 2).then("AveragePool", without).then("Flatten");
        assertThat(of(model, 2, 4)).containsExactly(2, 3);
        Map<String, Object> with =
                Map.of("kernel_shape", List.of(1L, 2L), "pads", List.of(0L, 1L, 0L, 0L), "count_include_pad", 1L);
        HandWrittenModel counted =
                HandWrittenModel.of(-1, 1, 1, 2).then("AveragePool", with).then("Flatten");
        assertThat(of(counted, 2, 4)).containsExactly(1, 3);
    }

    @Test
    void meansAreOverWholeImages() {
        HandWrittenModel global =
                HandWrittenModel.of(-1, 2, 1, 2).then("GlobalAveragePool").then("Flatten");
        assertThat(of(global, 1, 3, 10, 20)).containsExactly(2, 15);
        HandWrittenModel reduced =
                HandWrittenModel.of(-1, 2, 1, 2).then("ReduceMean", Map.of("axes", List.of(2L, 3L), "keepdims", 0L));
        assertThat(of(reduced, 1, 3, 10, 20)).containsExactly(2, 15);
        HandWrittenModel last = HandWrittenModel.of(-1, 2, 1, 2)
                .then("Transpose", TO_LAST)
                .then("ReduceMean", Map.of("axes", List.of(1L, 2L), "keepdims", 0L));
        assertThat(of(last, 1, 3, 10, 20)).containsExactly(2, 15);
        HandWrittenModel channels = HandWrittenModel.of(-1, 2, 2, 2).then("ReduceMean", Map.of("axes", List.of(1L)));
        assertThatThrownBy(() -> of(channels, new double[8])).isInstanceOf(OnnxException.class);
    }

    @Test
    void aMaximumBeforeANormOfNegativeGammaIsOneOfSigns() {
        HandWrittenModel model = HandWrittenModel.of(-1, 1, 2, 2)
                .number("one", 1)
                .floats("w", new int[] {2, 1, 1, 1}, 1, -1)
                .floats("gamma", -1, 1)
                .floats("beta", 0, 0.5)
                .floats("mean", 0, 0)
                .floats("var", 1, 1)
                .floats("v", new int[] {2, 1}, 1, 2)
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("Conv", Map.of(), "w")
                .then("MaxPool", Map.of("kernel_shape", List.of(2L, 2L)))
                .then("BatchNormalization", Map.of("epsilon", 0.0), "gamma", "beta", "mean", "var")
                .quantizer("BipolarQuant", Map.of(), "one")
                .then("Flatten")
                .then("MatMul", "v");
        // The greatest are 1 and 1, which become -1 and 1.5; of four times -1, -1 and 1, which become 1 and 1.5.
        assertThat(model.scores(1, -1, -1, -1)).containsExactly(-1 + 2);
        assertThat(model.scores(-1, -1, -1, -1)).containsExactly(1 + 2);
    }

    @Test
    void channelsAreJoined() {
        HandWrittenModel model = HandWrittenModel.of(-1, 1, 1, 2)
                .number("ten", 10)
                .then("Mul", "ten")
                .as("y")
                .node("", "Concat", Map.of("axis", 1L), List.of("x", "y"), "both")
                .flat(4);
        assertThat(of(model, 1, 2)).containsExactly(1, 2, 10, 20);
        HandWrittenModel rows =
                HandWrittenModel.of(-1, 1, 1, 2).node("", "Concat", Map.of("axis", 3L), List.of("x", "x"), "both");
        assertThatThrownBy(() -> of(rows, 1, 2))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("channels");
    }

    @Test
    void windowsThatNoImageHasAreRefused() {
        for (Map<String, Object> hostile : List.<Map<String, Object>>of(
                Map.of("pads", List.of(0L, 1L << 31, 0L, 0L)),
                Map.of("pads", List.of(0L, -1L, 0L, 0L)),
                Map.of("pads", List.of(0L, 1L << 20, 0L, 1L << 20)),
                Map.of("strides", List.of(0L, 0L)),
                Map.of("strides", List.of(Long.MIN_VALUE, 1L)),
                Map.of("dilations", List.of(1L, 1L << 40)),
                Map.of("dilations", List.of(1L, 1L << 20)),
                Map.of("group", 0L),
                Map.of("kernel_shape", List.of(7L, 7L)))) {
            HandWrittenModel model = HandWrittenModel.of(-1, 1, 1, 5)
                    .floats("w", new int[] {1, 1, 1, 2}, 1, 10)
                    .then("Conv", hostile, "w")
                    .then("Flatten");
            assertThatThrownBy(() -> of(model, 1, 2, 3, 4, 5))
                    .as(hostile.toString())
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("(Conv)");
        }
    }

    @Test
    void marginsThatNoImageHasAreRefused() {
        for (double side : new double[] {1 << 24, 1L << 31, -1, 0.5, Double.NaN}) {
            HandWrittenModel model = HandWrittenModel.of(-1, 1, 1, 5)
                    .integers("pads", 0, 0, side, side, 0, 0, side, side)
                    .floats("w", new int[] {1, 1, 1, 2}, 1, 10)
                    .then("Pad", "pads")
                    .then("Conv", "w");
            assertThatThrownBy(() -> of(model, 1, 2, 3, 4, 5))
                    .as("pads of %s", side)
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("(Pad)");
        }
    }

    @Test
    void valuesThatAreTooManyAreRefusedBeforeTheyAreMade() {
        HandWrittenModel input = HandWrittenModel.of(-1, 1 << 20, 1 << 10, 1).then("Relu");
        assertThatThrownBy(() -> input.imported().image()).isInstanceOf(OnnxException.class);
        HandWrittenModel doubled = HandWrittenModel.of(-1, 1 << 10);
        String last = "x";
        for (int i = 0; i < 30; i++) {
            doubled.node("", "Concat", Map.of("axis", 1L), List.of(last, last), "c" + i);
            last = "c" + i;
        }
        assertThatThrownBy(() -> of(doubled, new double[1 << 10]))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("more than the");
    }
}
