package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a network that takes bytes. */
class InputEncodingOfBytesTest {

    private static final int SIZE = 256;

    @Test
    void bytesStayAsTheyAre() {
        byte[] bytes = {9, 0, 127, -128, -1, 9};

        Activations x = InputEncoding.bytes(0, 1, 1, 2, 2).encode(bytes, 1, 1);

        assertThat(Rows.bytesOf(x)).isDeepEqualTo(new int[][] {{0, 127, 128, 255}});
        assertThat(bytes).containsExactly(9, 0, 127, -128, -1, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "-1, 1",
        "1, -1",
        "0, 255",
        "-0.4242, 2.8215",
        "-123.68, 131.32",
        "0, 1e-30",
        "-1e30, 1e30",
        "100, 101",
        "1000, 1001",
        "-5000, -4999"
    })
    void aRealNumberThatAByteStandsForIsThatByte(double min, double max) {
        InputEncoding encoding = InputEncoding.bytes(min, max, 1, 1, SIZE);
        float[] floats = new float[3 + SIZE];
        for (int b = 0; b < SIZE; b++) {
            floats[3 + b] = (float) (encoding.scale() * b + encoding.offset());
        }

        int[] bytes = Rows.bytesOf(encoding.encode(floats, 3, 1))[0];

        for (int b = 0; b < SIZE; b++) {
            assertThat(bytes[b]).isEqualTo(b);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "-0.5, 0.5"})
    void computedInSinglePrecisionItIsStillThatByte(float min, float max) {
        float[] floats = new float[SIZE];
        for (int b = 0; b < SIZE; b++) {
            floats[b] = b / 255f * (max - min) + min;
        }

        int[] bytes = Rows.bytesOf(InputEncoding.bytes(min, max, 1, 1, SIZE).encode(floats, 0, 1))[0];

        for (int b = 0; b < SIZE; b++) {
            assertThat(bytes[b]).isEqualTo(b);
        }
    }

    @ParameterizedTest
    @ValueSource(
            floats = {
                0.5f,
                2.01f,
                3.0005f,
                254.999f,
                -0.01f,
                -1,
                256,
                1e30f,
                -1e30f,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MAX_VALUE,
                -Float.MAX_VALUE
            })
    void refusesWhatIsNoByteWhenBytesAreThemselves(float value) {
        InputEncoding encoding = new InputEncoding(ValueType.BYTES, 1, 1, 2, 1, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(new float[] {0, value}, 0, 1))
                .withMessageContaining("index 1")
                .withMessageContaining(String.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.5f, 0.002f, -1.001f, 1.001f, -2, 2, Float.NaN})
    void refusesWhatIsBetweenScaledBytes(float value) {
        InputEncoding encoding = InputEncoding.bytes(-1, 1, 1, 1, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> encoding.encode(new float[] {value}, 0, 1));
    }

    @Test
    void namesTheIndexInTheWholeArray() {
        InputEncoding encoding = InputEncoding.bytes(0, 255, 1, 1, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(new float[] {0.5f, 0.5f, 1, 2, 3, 4.5f}, 2, 2))
                .withMessageContaining("index 5");
    }

    @Test
    void checksOnlyTheRowsItEncodes() {
        InputEncoding encoding = InputEncoding.bytes(0, 255, 1, 1, 2);

        Activations x = encoding.encode(new float[] {0.5f, 0.5f, 1, 2, 0.5f}, 2, 1);

        assertThat(Rows.bytesOf(x)).isDeepEqualTo(new int[][] {{1, 2}});
    }

    /** 255 times this is no float any more; a tolerance of infinity would take anything for a byte. */
    @Test
    void whatIsBetweenTwoBytesIsRefusedAtTheGreatestScalesAsWell() {
        var encoding = new InputEncoding(ValueType.BYTES, 1, 1, 1, 1e37, 0);
        assertThat(encoding.encode(new float[] {3e37f}, 0, 1).bytes()).containsExactly((byte) 3);
        assertThatIllegalArgumentException().isThrownBy(() -> encoding.encode(new float[] {1.5e37f}, 0, 1));
    }
}
