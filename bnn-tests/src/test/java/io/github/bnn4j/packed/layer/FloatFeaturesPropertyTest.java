package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Layers with a number for each feature of a pixel, or for each value of a vector, against one value at a time. */
class FloatFeaturesPropertyTest {

    @Property(tries = 200)
    void affineRoundsOnce(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 70) int features,
            @ForAll @IntRange(min = 1, max = 30) int pixels,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        var random = new Random(seed);
        double[] scale = random.doubles(features, -3, 3).toArray();
        double[] offset = random.doubles(features, -3, 3).toArray();
        float[][] x = Rows.randomFloats(rows, features * pixels, seed);

        float[][] y = Rows.floatsOf(new Affine(scale, offset, pixels).apply(Rows.ofFloats(x, from)));

        for (int i = 0; i < rows * features * pixels; i++) {
            int n = i % features;
            float value = x[i / (features * pixels)][i % (features * pixels)];
            assertThat(y[i / (features * pixels)][i % (features * pixels)])
                    .isEqualTo((float) (scale[n] * value + offset[n]));
        }
    }

    @Property(tries = 200)
    void pReluMultipliesWhatIsNegativeBetweenTwoShifts(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 1500) int features,
            @ForAll @IntRange(min = 1, max = 9) int pixels,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        float[] before = Rows.randomFloats(1, features, seed + 1)[0];
        float[] slopes = Rows.randomFloats(1, features, seed + 2)[0];
        float[] after = Rows.randomFloats(1, features, seed + 3)[0];
        float[][] x = Rows.randomFloats(rows, features * pixels, seed);
        x[0][0] = -before[0];

        float[][] shifted = Rows.floatsOf(new PRelu(before, slopes, after, pixels).apply(Rows.ofFloats(x, from)));
        float[][] plain = Rows.floatsOf(new PRelu(slopes, pixels).apply(Rows.ofFloats(x, from)));

        float[][] expected = new float[rows][features * pixels];
        float[][] expectedPlain = new float[rows][features * pixels];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < x[row].length; i++) {
                int n = i % features;
                float z = x[row][i] + before[n];
                expected[row][i] = (z >= 0 ? z : slopes[n] * z) + after[n];
                expectedPlain[row][i] = x[row][i] >= 0 ? x[row][i] : slopes[n] * x[row][i];
            }
        }
        assertThat(shifted).isDeepEqualTo(expected);
        assertThat(plain).isDeepEqualTo(expectedPlain);
    }

    /** Few different numbers, so that many are at their threshold. */
    @Property(tries = 300)
    void thresholdsCompareEachFeatureWithItsOwn(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 140) int features,
            @ForAll @IntRange(min = 1, max = 9) int pixels,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        float[] thresholds = special(Rows.randomIntegers(1, features, 2, ~seed), seed, false)[0];
        int[][] inverted = SignRows.random(1, features, seed);
        float[][] x = special(Rows.randomIntegers(rows, features * pixels, 2, seed), ~seed, true);
        var layer = new FloatThresholds(thresholds, SignRows.pack(inverted), pixels);

        int[][] expected = new int[rows][features * pixels];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < x[row].length; i++) {
                int n = i % features;
                boolean positive = inverted[0][n] > 0 ? x[row][i] <= thresholds[n] : x[row][i] >= thresholds[n];
                expected[row][i] = positive ? 1 : -1;
            }
        }
        assertThat(Rows.signsOf(layer.apply(Rows.ofFloats(x, from)))).isDeepEqualTo(expected);
    }

    /** Puts the least and the greatest numbers, zero with a sign and, if asked for, NaN in between. */
    private static float[][] special(float[][] rows, long seed, boolean nan) {
        float[] all = {
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            -0f,
            0f,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            nan ? Float.NaN : 1
        };
        var random = new Random(seed);
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(3) == 0 ? all[random.nextInt(all.length)] : row[i];
            }
        }
        return rows;
    }
}
