package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatDenseTest {

    @Test
    void takesTheWeightsOfAnInputTogether() {
        var layer = new FloatDense(2, new float[] {1, 2, 3, 10, 20, 30}, new float[] {0.5f, 0, -0.5f});

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(1, 2)))[0]).containsExactly(21.5f, 42, 62.5f);
    }

    @Test
    void describesItself() {
        float[] weights = {1, 2, 3, 4, 5, 6};
        float[] bias = {7, 8, 9};
        var layer = new FloatDense(2, weights, bias);
        weights[0] = 0;
        layer.bias()[0] = 0;

        assertThat(layer.weights()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(layer.bias()).containsExactly(7, 8, 9);
        assertThat(layer.inputs()).isEqualTo(2);
        assertThat(layer.outputs()).isEqualTo(3);
        assertThat(layer.inputType()).isEqualTo(ValueType.FLOATS);
        assertThat(layer.outputType()).isEqualTo(ValueType.FLOATS);
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatDense(0, new float[0], new float[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatDense(1, new float[0], new float[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatDense(-1, new float[1], new float[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatDense(2, new float[5], new float[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatDense(1 << 30, new float[0], new float[4]));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(float bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatDense(1, new float[] {0, bad}, new float[2]))
                .withMessageContaining("weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatDense(1, new float[2], new float[] {0, bad}))
                .withMessageContaining("bias");
    }
}
