package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;

/** Three values, with a fixed threshold or one that follows the kernel. */
class SteTernaryTest {

    @Example
    void theDefaultThresholdIsFiveHundredths() {
        assertThat(new SteTernary()).isEqualTo(new SteTernary(0.05));
        Placed x = Layout.C_ORDER.place(
                DataType.DOUBLE, new double[][] {{-1, -0.0501, -0.05, -0.0499, -0.0, 0, 0.0499, 0.05, 0.0501, 1}});
        new SteTernary().quantize(x.matrix(), x.matrix(), true);
        assertThat(x.read()[0]).usingComparatorWithPrecision(0.0).containsExactly(-1, -1, 0, 0, 0, 0, 0, 0, 1, 1);
    }

    /** The threshold itself is inside, the next number outside. */
    @Example
    void theThresholdItselfBecomesZero() {
        float above = Math.nextUp(0.25f);
        Placed x = Layout.C_ORDER.place(DataType.FLOAT, new double[][] {{-above, -0.25, 0.25, above}});
        new SteTernary(0.25).quantize(x.matrix(), x.matrix(), true);
        assertThat(x.read()[0]).usingComparatorWithPrecision(0.0).containsExactly(-1, 0, 0, 1);
    }

    @Property(tries = 500)
    void theWeightScaledThresholdIsSevenTenthsOfTheMeanMagnitude(
            @ForAll("numbers") double[][] kernel,
            @ForAll("types") DataType type,
            @ForAll Layout layout,
            @ForAll Layout outLayout) {
        double sum = 0;
        for (double[] row : kernel) {
            for (double w : row) {
                sum += Math.abs(w);
            }
        }
        double threshold = 0.7 * sum / (kernel.length * kernel[0].length);
        Placed out = outLayout.place(type, kernel.length, kernel[0].length);

        SteTernary.weightScaled().quantize(layout.place(type, kernel).matrix(), out.matrix(), true);

        double[][] actual = out.read();
        for (int row = 0; row < kernel.length; row++) {
            for (int column = 0; column < kernel[row].length; column++) {
                double w = kernel[row][column];
                if (Math.abs(Math.abs(w) - threshold) > 1e-5) { // closer than that, rounding of the mean decides
                    assertThat(actual[row][column] + 0.0)
                            .as("%s with threshold %s", w, threshold)
                            .isEqualTo(ScalarRule.ternary(threshold).applyAsDouble(w) + 0.0);
                }
            }
        }
    }

    @Example
    void theWeightScaledThresholdIsOfTheWholeKernel() {
        // mean magnitude 1, so the threshold is 0.7: column by column it would be 1.19 and 0.21
        Placed x = Layout.F_ORDER.place(DataType.FLOAT, new double[][] {{1.6, 0.5}, {-1.8, -0.1}});
        SteTernary.weightScaled().quantize(x.matrix(), x.matrix(), false);
        x.assertHolds("result", new double[][] {{1, 0}, {-1, 0}});
    }

    @Provide
    Arbitrary<double[][]> numbers() {
        return MatrixArbitraries.ordinaryNumbers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return MatrixArbitraries.types();
    }
}
