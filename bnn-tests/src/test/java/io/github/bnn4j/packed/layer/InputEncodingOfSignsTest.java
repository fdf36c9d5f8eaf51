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

/** Of a network that takes signs. */
class InputEncodingOfSignsTest {

    @Property(tries = 200)
    void takesSignsAsBytesAndAsRealNumbers(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll long seed) {
        int[][] signs = SignRows.random(rows, width, seed);
        int from = 3;
        byte[] bytes = new byte[from + rows * width];
        float[] floats = new float[from + rows * width];
        for (int i = 0; i < rows * width; i++) {
            bytes[from + i] = (byte) signs[i / width][i % width];
            floats[from + i] = signs[i / width][i % width];
        }
        InputEncoding encoding = InputEncoding.signs(width);

        assertThat(Rows.signsOf(encoding.encode(bytes, from, rows))).isDeepEqualTo(signs);
        assertThat(Rows.signsOf(encoding.encode(floats, from, rows))).isDeepEqualTo(signs);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 2, -2, 127, -128})
    void refusesOtherBytes(byte value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputEncoding.signs(2).encode(new byte[] {0, 0, 1, -1, 1, value}, 2, 2))
                .withMessageContaining("index 5");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -0f, 0.9999999f, 1.0000001f, -0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesOtherRealNumbers(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputEncoding.signs(2).encode(new float[] {0, 0, 1, -1, 1, value}, 2, 2))
                .withMessageContaining("index 5")
                .withMessageContaining("neither 1 nor -1");
    }

    @Test
    void doesNotModifyTheValues() {
        byte[] bytes = {1, -1};
        float[] floats = {-1, 1};

        InputEncoding.signs(2).encode(bytes, 0, 1);
        InputEncoding.signs(2).encode(floats, 0, 1);

        assertThat(bytes).containsExactly(1, -1);
        assertThat(floats).containsExactly(-1, 1);
    }
}
