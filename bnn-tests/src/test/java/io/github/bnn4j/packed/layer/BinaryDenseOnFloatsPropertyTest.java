package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BinaryDenseOnFloatsPropertyTest {

    @Property(tries = 300)
    void isExactForIntegers(
            @ForAll("inputs") int inputs,
            @ForAll @IntRange(min = 1, max = 40) int outputs,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll long seed) {
        float[][] x = Rows.randomIntegers(rows, inputs, 1 << 24, seed);
        int[][] weights = SignRows.random(outputs, inputs, seed);
        var random = new Random(seed);
        double[] scale = random.doubles(outputs, -2, 2).toArray();
        double[] offset = random.doubles(outputs, -10, 10).toArray();

        var layer = new BinaryDenseOnFloats(SignRows.matrix(weights), scale, offset);
        float[][] actual = Rows.floatsOf(layer.apply(Rows.ofFloats(x, 3)));

        for (int row = 0; row < rows; row++) {
            for (int n = 0; n < outputs; n++) {
                assertThat(actual[row][n]).isEqualTo((float) (scale[n] * sum(weights[n], x[row]) + offset[n]));
            }
        }
    }

    @Property(tries = 200)
    void isCloseForRealNumbers(
            @ForAll("inputs") int inputs,
            @ForAll @IntRange(min = 1, max = 40) int outputs,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll long seed) {
        float[][] x = Rows.randomFloats(rows, inputs, seed);
        int[][] weights = SignRows.random(outputs, inputs, seed);
        double[] scale = new Random(seed).doubles(outputs, -2, 2).toArray();

        var layer = new BinaryDenseOnFloats(SignRows.matrix(weights), scale, new double[outputs]);
        float[][] actual = Rows.floatsOf(layer.apply(Rows.ofFloats(x, 3)));

        for (int row = 0; row < rows; row++) {
            for (int n = 0; n < outputs; n++) {
                double expected = scale[n] * sum(weights[n], x[row]);
                assertThat((double) actual[row][n])
                        .isCloseTo(expected, within((double) Math.ulp((float) expected) + 1e-11));
            }
        }
    }

    @Provide
    Arbitrary<Integer> inputs() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 100),
                Arbitraries.integers().between(250, 265),
                Arbitraries.of(511, 512, 513, 777));
    }

    private static double sum(int[] weights, float[] x) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * (double) x[k];
        }
        return sum;
    }
}
