package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FloatThresholdsAtLeastTest {

    @Test
    void comparesAllValuesWithOneThreshold() {
        FloatThresholds layer = FloatThresholds.atLeast(128, 3);

        assertThat(layer.inputs()).isEqualTo(3);
        assertThat(layer.apply(Activations.ofFloats(2, 3, new float[] {128, Math.nextDown(128f), 300, 0, 129, -128}, 0))
                        .signs())
                .containsExactly(0b101, 0b010);
    }

    @Test
    void refusesWhatIsNoThreshold() {
        assertThatIllegalArgumentException().isThrownBy(() -> FloatThresholds.atLeast(Float.NaN, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> FloatThresholds.atLeast(1, 0));
    }
}
