package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.xnor.SignRows;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignsToFloatsTest {

    @Property(tries = 200)
    void givesEachSignItsValue(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll long seed) {
        int[][] signs = SignRows.random(rows, width, seed);

        float[][] y = Rows.floatsOf(new SignsToFloats(1.5f, -0.25f, width).apply(Rows.ofSigns(signs)));

        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                assertThat(y[row][i]).isEqualTo(signs[row][i] == 1 ? 1.5f : -0.25f);
            }
        }
    }

    @Test
    void describesItself() {
        var layer = new SignsToFloats(1, 0, 3);

        assertThat(layer.outputs()).isEqualTo(3);
        assertThat(layer.inputType()).isEqualTo(ValueType.SIGNS);
        assertThat(layer.outputType()).isEqualTo(ValueType.FLOATS);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(float bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignsToFloats(bad, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignsToFloats(1, bad, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToHaveNoInputs(int inputs) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignsToFloats(1, -1, inputs));
    }
}
