package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.layer.Elementwise.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {

    @ParameterizedTest
    @CsvSource({
        "RELU, 0, 1e30",
        "LEAKY_RELU, -2.5e29, 1e30",
        "ELU, -0.25, 1e30",
        "TANH, -1, 1",
        "HARD_TANH, -1, 1",
        "SIGMOID, 0, 1",
        "HARD_SIGMOID, 0, 1",
        "SOFTPLUS, 0, 1e30",
        "SOFTSIGN, -1, 1",
        "SWISH, 0, 1e30"
    })
    void tendsToItsLimits(Function function, float ofLargeNegative, float ofLargePositive) {
        var layer = new Elementwise(function, 0.25, 2);

        float[] y = Rows.floatsOf(layer.apply(Rows.ofFloats(-1e30f, 1e30f)))[0];

        assertThat(y[0] + 0f).isEqualTo(ofLargeNegative);
        assertThat(y[1]).isEqualTo(ofLargePositive);
    }

    @ParameterizedTest
    @EnumSource
    void givesNaNForNaN(Function function) {
        var layer = new Elementwise(function, 0.25, 1);

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(Float.NaN)))[0]).containsExactly(Float.NaN);
    }

    @ParameterizedTest
    @EnumSource
    void takesRowsByThemselves(Function function) {
        float[][] x = Rows.randomFloats(5, 7, 1);
        var layer = new Elementwise(function, 0.25, 7);

        float[][] together = Rows.floatsOf(layer.apply(Rows.ofFloats(x, 3)));

        for (int row = 0; row < x.length; row++) {
            assertThat(together[row]).isEqualTo(Rows.floatsOf(layer.apply(Rows.ofFloats(x[row])))[0]);
        }
    }

    @Test
    void describesItself() {
        var layer = new Elementwise(Function.ELU, 0.5, 4);

        assertThat(layer.inputs()).isEqualTo(4);
        assertThat(layer.outputs()).isEqualTo(4);
        assertThat(layer.inputType()).isEqualTo(ValueType.FLOATS);
        assertThat(layer.outputType()).isEqualTo(ValueType.FLOATS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAParameterThatIsNotFinite(double parameter) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Elementwise(Function.ELU, parameter, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToHaveNoInputs(int inputs) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Elementwise(Function.TANH, 0, inputs));
    }
}
