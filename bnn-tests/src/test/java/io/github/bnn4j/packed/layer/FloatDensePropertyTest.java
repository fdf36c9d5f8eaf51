package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FloatDensePropertyTest {

    @Property(tries = 200)
    void isExactForSmallIntegers(
            @ForAll @IntRange(min = 1, max = 50) int inputs,
            @ForAll @IntRange(min = 1, max = 50) int outputs,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll long seed) {
        float[][] x = Rows.randomIntegers(rows, inputs, 50, seed);
        float[][] weights = Rows.randomIntegers(1, inputs * outputs, 50, seed + 1);
        float[][] bias = Rows.randomIntegers(1, outputs, 50, seed + 2);

        assertThat(apply(x, weights[0], bias[0])).isDeepEqualTo(toFloats(expected(x, weights[0], bias[0])));
    }

    @Property(tries = 200)
    void isCloseForRealNumbers(
            @ForAll @IntRange(min = 1, max = 50) int inputs,
            @ForAll @IntRange(min = 1, max = 50) int outputs,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll long seed) {
        float[][] x = Rows.randomFloats(rows, inputs, seed);
        float[][] weights = Rows.randomFloats(1, inputs * outputs, seed + 1);
        float[][] bias = Rows.randomFloats(1, outputs, seed + 2);
        float[][] actual = apply(x, weights[0], bias[0]);
        double[][] expected = expected(x, weights[0], bias[0]);

        for (int row = 0; row < rows; row++) {
            for (int n = 0; n < outputs; n++) {
                assertThat((double) actual[row][n]).isCloseTo(expected[row][n], within(1e-4));
            }
        }
    }

    private static float[][] apply(float[][] x, float[] weights, float[] bias) {
        return Rows.floatsOf(new FloatDense(x[0].length, weights, bias).apply(Rows.ofFloats(x, 4)));
    }

    private static double[][] expected(float[][] x, float[] weights, float[] bias) {
        double[][] y = new double[x.length][bias.length];
        for (int row = 0; row < y.length; row++) {
            for (int n = 0; n < bias.length; n++) {
                y[row][n] = bias[n];
                for (int k = 0; k < x[row].length; k++) {
                    y[row][n] += (double) x[row][k] * weights[k * bias.length + n];
                }
            }
        }
        return y;
    }

    private static float[][] toFloats(double[][] doubles) {
        float[][] floats = new float[doubles.length][doubles[0].length];
        for (int row = 0; row < doubles.length; row++) {
            for (int n = 0; n < doubles[row].length; n++) {
                floats[row][n] = (float) doubles[row][n];
            }
        }
        return floats;
    }
}
