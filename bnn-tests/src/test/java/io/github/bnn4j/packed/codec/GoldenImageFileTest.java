package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The types of layers on images, as the package's page has them, with results computed by hand. */
class GoldenImageFileTest {

    /** Two channels of 1 x 2 signs: a convolution of 1 x 1, then a minimum and a maximum over both pixels. */
    private static final byte[] ON_SIGNS = BnnFile.input(2, 2, 1, 2, 1, 0)
            .layer(9, BnnFile.bytes().u8(2, 0, 0, 0).u32(2, 1, 2))
            .layer(
                    10,
                    BnnFile.bytes()
                            .u8(2, 0, 0, 0)
                            .u32(2, 2, 1)
                            .u32(1, 1, 1, 1, 0, 1)
                            .u32(2, 2, 1, 1, 0, 1)
                            .u64(0b11, 0b10)
                            .u32(0, 1)
                            .u64(0b10))
            .layer(
                    12,
                    BnnFile.bytes()
                            .u32(2)
                            .u32(1, 1, 1, 1, 0, 1)
                            .u32(2, 1, 2, 2, 0, 1)
                            .u64(0b01))
            .layer(8, BnnFile.bytes().u32(2).f32(1, -1))
            .toBytes();

    /** One channel of 1 x 2 bytes: 1 x 3 taps + - +, two border classes, then the mean. */
    private static final byte[] ON_BYTES = BnnFile.input(0, 1, 1, 2, 1, 0)
            .layer(
                    10,
                    BnnFile.bytes()
                            .u8(0, 1, 0, 0)
                            .u32(1, 1, 2)
                            .u32(1, 1, 1, 1, 0, 1)
                            .u32(2, 2, 3, 1, 1, 1)
                            .u64(0b101)
                            .f64(2)
                            .f64(10, 20))
            .layer(13, BnnFile.bytes().u32(1, 1, 2).f64(0.5).f64(1))
            .toBytes();

    /** The same taps on floats, with 4 on padding. */
    private static final byte[] ON_FLOATS = BnnFile.input(1, 1, 1, 2, 1, 0)
            .layer(
                    11,
                    BnnFile.bytes()
                            .u32(1, 1)
                            .u32(1, 1, 1, 1, 0, 1)
                            .u32(2, 2, 3, 1, 1, 1)
                            .f32(4)
                            .u64(0b101)
                            .f64(2)
                            .f64(1))
            .layer(13, BnnFile.bytes().u32(1, 1, 2).f64(1).f64(0))
            .toBytes();

    /** The input is both pixels of the first channel, then both of the second. */
    @ParameterizedTest
    @CsvSource({"1, -1, 1, 1, -1, -1", "1, 1, -1, 1, -1, 1", "1, 1, 1, 1, 1, -1"})
    void signs(float a, float b, float c, float d, float minimum, float maximum) throws IOException {
        assertThat(read(ON_SIGNS).scores(new float[] {a, b, c, d})).containsExactly(minimum, maximum);
    }

    /** For 3, 5: sums -3 + 5 and 3 - 5; scores 14 and 16; half of the mean, and 1. */
    @Test
    void bytes() throws IOException {
        assertThat(read(ON_BYTES).scores(new byte[] {3, 5})).containsExactly(8.5f);
    }

    /** For 3, 5: sums 4 - 3 + 5 and 3 - 5 + 4; scores 13 and 5. */
    @Test
    void floats() throws IOException {
        assertThat(read(ON_FLOATS).scores(new float[] {3, 5})).containsExactly(9);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWrittenTheSame(byte[] file) throws IOException {
        var out = new ByteArrayOutputStream();
        read(file).write(out);

        assertThat(out.toByteArray()).isEqualTo(file);
    }

    static Stream<byte[]> files() {
        return Stream.of(ON_SIGNS, ON_BYTES, ON_FLOATS);
    }

    private static PackedNetwork read(byte[] file) throws IOException {
        return PackedNetwork.read(new ByteArrayInputStream(file));
    }
}
