package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of a network that takes real numbers. */
class InputEncodingOfFloatsTest {

    @Test
    void realNumbersStayAsTheyAre() {
        float[] floats = {9, -0f, Float.NaN, Float.POSITIVE_INFINITY, 1e-45f, 9};

        Activations x = InputEncoding.floats(2).encode(floats, 1, 2);

        assertThat(Rows.floatsOf(x)[0]).containsExactly(-0f, Float.NaN);
        assertThat(Rows.floatsOf(x)[1]).containsExactly(Float.POSITIVE_INFINITY, 1e-45f);
    }

    @Test
    void bytesAreScaled() {
        var encoding = new InputEncoding(ValueType.FLOATS, 1, 1, 2, 0.5, -1);

        Activations x = encoding.encode(new byte[] {9, 0, 1, -128, -1, 9}, 1, 2);

        assertThat(Rows.floatsOf(x)).isDeepEqualTo(new float[][] {{-1, -0.5f}, {63, 126.5f}});
    }
}
