package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code AP2(x) = sign(x) 2^round(log2|x|)}. */
class PowerOfTwoTest {

    @Property
    void isAPowerOfTwoOfTheSameSignWithinSqrt2(
            @ForAll @DoubleRange(min = 1, max = 2) double fraction,
            @ForAll @IntRange(min = -1021, max = 1020) int exponent,
            @ForAll boolean negative) {
        double x = (negative ? -1 : 1) * Math.scalb(fraction, exponent);
        double power = PowerOfTwo.of(x);

        assertThat(Math.abs(power)).isEqualTo(Math.scalb(1.0, Math.getExponent(power)));
        assertThat(Math.signum(power)).isEqualTo(Math.signum(x));
        assertThat(x / power).isBetween(1 / Math.sqrt(2) * (1 - 1e-15), Math.sqrt(2) * (1 + 1e-15));
    }

    @Property
    void aPowerOfTwoIsItsOwn(@ForAll @IntRange(min = -1074, max = 1023) int exponent) {
        double power = Math.scalb(1.0, exponent);
        assertThat(PowerOfTwo.of(power)).isEqualTo(power);
        assertThat(PowerOfTwo.of(-power)).isEqualTo(-power);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "1.4142, 1",
        "1.4143, 2",
        "-3, -4",
        "0.7, 0.5",
        "0.71, 1",
        "1.7e308, Infinity",
        "1.5e-323, 2e-323"
    })
    void examples(double x, Double expected) {
        assertThat(PowerOfTwo.of(x)).isEqualTo(expected);
    }

    /** All exponents of floats, with fractions next to where they round up, and what has no exponent. */
    @Test
    void floatsAreRoundedAsDoublesAre() {
        float root = (float) Math.sqrt(2);
        float[] fractions = {1, 1.2f, Math.nextDown(root), root, Math.nextUp(root), 1.5f, Math.nextDown(2f)};
        int exponents = 279;
        float[] values = new float[exponents * fractions.length * 2 + 4];
        int n = 0;
        for (int exponent = -150; exponent < exponents - 150; exponent++) {
            for (float fraction : fractions) {
                values[n++] = Math.scalb(fraction, exponent);
                values[n++] = -Math.scalb(fraction, exponent);
            }
        }
        values[n++] = Float.NaN;
        values[n++] = Float.POSITIVE_INFINITY;
        values[n] = Float.NEGATIVE_INFINITY;
        INDArray array = Nd4j.createFromArray(values.clone());
        PowerOfTwo.apply(array);
        float[] actual = array.toFloatVector();
        for (int i = 0; i < values.length; i++) {
            assertThat(actual[i]).as("AP2(%s)", values[i]).isEqualTo(Float.valueOf((float) PowerOfTwo.of(values[i])));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void viewsAreChangedInPlaceAndNothingBesideThem(Layout layout) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Placed placed = layout.place(type, 3, 4);
            INDArray matrix = placed.matrix();
            for (int i = 0; i < 12; i++) {
                matrix.putScalar(new int[] {i / 4, i % 4}, 3 * (i - 5));
            }
            PowerOfTwo.apply(matrix);
            for (int i = 0; i < 12; i++) {
                assertThat(matrix.getDouble(i / 4, i % 4)).isEqualTo(PowerOfTwo.of(3 * (i - 5)));
            }
            placed.assertSurroundingsUntouched();
        }
    }
}
