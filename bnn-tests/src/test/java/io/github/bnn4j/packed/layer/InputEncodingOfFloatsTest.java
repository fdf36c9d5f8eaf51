package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a network that takes real numbers. */
class InputEncodingOfFloatsTest {

    @Test
    void realNumbersStayAsTheyAre() {
        float[] floats = {9, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-45f, 9};

        Activations x = InputEncoding.floats(2).encode(floats, 1, 2);

        assertThat(Rows.floatsOf(x)[0]).containsExactly(-0f, Float.MAX_VALUE);
        assertThat(Rows.floatsOf(x)[1]).containsExactly(-Float.MAX_VALUE, 1e-45f);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsRefused(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputEncoding.floats(2).encode(new float[] {1, 2, 3, value}, 2, 1))
                .withMessageContaining("Value " + value + " at index 3");
        assertThatNoException().isThrownBy(() -> InputEncoding.floats(2).encode(new float[] {1, 2, 3, value}, 0, 1));
    }

    @Test
    void bytesAreScaled() {
        var encoding = new InputEncoding(ValueType.FLOATS, 1, 1, 2, 0.5, -1);

        Activations x = encoding.encode(new byte[] {9, 0, 1, -128, -1, 9}, 1, 2);

        assertThat(Rows.floatsOf(x)).isDeepEqualTo(new float[][] {{-1, -0.5f}, {63, 126.5f}});
    }
}
