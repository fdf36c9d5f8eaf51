package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputEncodingTest {

    @Test
    void bytesSpanTheirRange() {
        InputEncoding encoding = InputEncoding.bytes(-1, 1, 3, 4, 5);

        assertThat(encoding.type()).isEqualTo(ValueType.BYTES);
        assertThat(encoding.offset()).isEqualTo(-1);
        assertThat(255 * encoding.scale() + encoding.offset()).isCloseTo(1, within(1e-12));
        assertThat(encoding.size()).isEqualTo(60);
        assertThat(encoding.shape()).isEqualTo("3x4x5");
    }

    @Test
    void vectorsHaveAShapeToo() {
        assertThat(InputEncoding.floats(7).shape()).isEqualTo("1x1x7");
        assertThat(InputEncoding.floats(7).type()).isEqualTo(ValueType.FLOATS);
        assertThat(InputEncoding.signs(7).size()).isEqualTo(7);
        assertThat(InputEncoding.signs(7).type()).isEqualTo(ValueType.SIGNS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "1, 0, 1",
        "1, 1, 0",
        "-1, -1, 1",
        "1, 1, 268435456",
        "16384, 16384, 1",
        "65536, 65536, 1",
        "65536, 65536, 65536",
        "2147483647, 2147483647, 2147483647"
    })
    void refusesShapesWithoutValuesOrWithTooMany(int channels, int height, int width) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputEncoding(ValueType.BYTES, channels, height, width, 1, 0))
                .withMessageContaining(channels + " x " + height + " x " + width);
    }

    @Test
    void takesTheLargestShape() {
        assertThat(InputEncoding.floats((1 << 28) - 1).size()).isEqualTo((1 << 28) - 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAScaleThatIsZeroOrNotFinite(double scale) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InputEncoding(ValueType.BYTES, 1, 1, 1, scale, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAnOffsetThatIsNotFinite(double offset) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InputEncoding(ValueType.BYTES, 1, 1, 1, 1, offset));
    }

    @Test
    void refusesBytesThatAllStandForTheSame() {
        assertThatIllegalArgumentException().isThrownBy(() -> InputEncoding.bytes(2, 2, 1, 1, 1));
    }
}
