package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FloatLayersRefusalTest {

    private static final Window WINDOW = Windows.same(4, 4, 3);

    /** With taps 7 apart, both beside the 5 rows. */
    private static final Window BESIDE = new Window(new Axis(5, 1, 2, 1, 1, 7), new Axis(5, 5, 1, 1, 0, 1));

    private static void refused(ThrowingCallable layer, String... words) {
        assertThatIllegalArgumentException().isThrownBy(layer).withMessageContainingAll(words);
    }

    @Test
    void windowsThatAreNotThere() {
        assertThatNullPointerException()
                .isThrownBy(() -> new FloatConvolution(1, null, 1, new float[9], new float[1]))
                .withMessage("window");
        assertThatNullPointerException()
                .isThrownBy(() -> new DepthwiseConvolution(null, new float[9], new float[1]))
                .withMessage("window");
        assertThatNullPointerException()
                .isThrownBy(() -> new FloatMaxPooling(1, null))
                .withMessage("window");
        assertThatNullPointerException()
                .isThrownBy(() -> new AveragePooling(1, null, true))
                .withMessage("window");
    }

    @Test
    void weightsOfAnotherSize() {
        refused(() -> new FloatConvolution(2, WINDOW, 1, new float[35], new float[2]), "9 taps", "2 outputs", "35");
        refused(() -> new FloatConvolution(2, WINDOW, 1, new float[18], new float[2]), "9 taps", "2 outputs", "18");
        refused(() -> new DepthwiseConvolution(WINDOW, new float[17], new float[2]), "18 weights", "17");
        refused(() -> new FloatConvolution(2, WINDOW, 1, new float[0], new float[0]), "at least 1 value");
    }

    @Test
    void groupsThatDoNotDivide() {
        refused(() -> new FloatConvolution(3, WINDOW, 2, new float[27], new float[2]), "3 channels", "2 groups");
        refused(() -> new FloatConvolution(2, WINDOW, 2, new float[27], new float[3]), "3 outputs", "2 groups");
        refused(() -> new FloatConvolution(2, WINDOW, 0, new float[36], new float[2]), "0 groups");
    }

    @Test
    void numbersThatAreNotFinite() {
        float[] bad = {0, Float.NaN};
        Window one = Windows.same(2, 2, 1);
        refused(
                () -> new FloatConvolution(1, one, 1, bad, new float[2]),
                "weight with index 1 must be finite, got NaN");
        refused(() -> new FloatConvolution(1, one, 1, new float[2], bad), "bias with index 1 must be finite, got NaN");
        refused(() -> new DepthwiseConvolution(one, bad, new float[2]), "weight with index 1 must be finite, got NaN");
        refused(() -> new DepthwiseConvolution(one, new float[2], bad), "bias with index 1 must be finite, got NaN");
        refused(() -> new PRelu(bad, 1), "slope with index 1 must be finite, got NaN");
        refused(() -> new PRelu(bad, new float[2], new float[2], 1), "before with index 1 must be finite, got NaN");
        refused(() -> new PRelu(new float[2], new float[2], bad, 1), "after with index 1 must be finite, got NaN");
        refused(() -> new FloatThresholds(bad, new long[1], 1), "threshold with index 1 must be a number, got NaN");
    }

    @Test
    void featuresThatDoNotFit() {
        refused(() -> new PRelu(new float[2], new float[3], new float[3], 1), "3 slopes", "2 shifts before");
        refused(() -> new PRelu(new float[3], new float[3], new float[1], 1), "3 slopes", "1 after");
        refused(() -> new PRelu(new float[0], 1), "at least 1 value");
        refused(() -> new PRelu(new float[2], 0), "at least 1 value");
        refused(() -> new PRelu(new float[2], 1 << 27), "2^28");
        refused(() -> new Affine(new double[2], new double[2], 0), "at least 1 value");
        refused(() -> new Affine(new double[2], new double[2], 1 << 27), "2^28");
        refused(() -> new FloatThresholds(new float[2], new long[] {4}, 1), "behind its last column");
        refused(() -> new FloatThresholds(new float[2], new long[2], 1), "1 words, got 2");
        refused(() -> new FloatThresholds(new float[2], new long[1], -1), "at least 1 value");
    }

    @Test
    void windowsOnPaddingOnly() {
        refused(() -> new FloatMaxPooling(1, BESIDE), "only padding");
        refused(() -> new AveragePooling(1, BESIDE, true), "only padding");
    }
}
