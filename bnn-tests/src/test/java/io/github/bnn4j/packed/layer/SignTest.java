package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignTest {

    @Test
    void zeroOfEitherSignIsPositiveAndNaNNegative() {
        float[] x = {
            0f,
            -0f,
            Float.NaN,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            -Float.NaN
        };

        assertThat(Rows.signsOf(new Sign(8).apply(Rows.ofFloats(x)))[0]).containsExactly(1, 1, -1, 1, -1, 1, -1, -1);
    }

    @Property(tries = 200)
    void takesRowsOfAnyWidth(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll long seed) {
        float[][] x = Rows.randomFloats(rows, width, seed);

        int[][] signs = Rows.signsOf(new Sign(width).apply(Rows.ofFloats(x, 11)));

        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                assertThat(signs[row][i]).isEqualTo(x[row][i] < 0 ? -1 : 1);
            }
        }
    }

    @Test
    void describesItself() {
        var sign = new Sign(3);

        assertThat(sign.inputs()).isEqualTo(3);
        assertThat(sign.outputs()).isEqualTo(3);
        assertThat(sign.inputType()).isEqualTo(ValueType.FLOATS);
        assertThat(sign.outputType()).isEqualTo(ValueType.SIGNS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToHaveNoInputs(int inputs) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sign(inputs));
    }
}
