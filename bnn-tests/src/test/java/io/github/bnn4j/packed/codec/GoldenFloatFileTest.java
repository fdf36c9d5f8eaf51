package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Elementwise;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types of layers on floats, as the package's page has them. */
class GoldenFloatFileTest {

    private static final byte[] FILE = BnnFile.input(1, 1, 1, 2, 1, 0)
            .layer(3, BnnFile.bytes().u32(2, 3).f32(1, 2, -1).f32(0.5f, -1, 2).f32(0, 1, -1))
            .layer(4, BnnFile.bytes().u32(3).f64(2, 1, -1).f64(0, 0.5, 0))
            .layer(5, BnnFile.bytes().u8(1, 0, 0, 0).u32(3).f64(0.5))
            .layer(6, BnnFile.bytes().u32(3))
            .layer(8, BnnFile.bytes().u32(3).f32(2, 0))
            .layer(2, BnnFile.bytes().u32(3, 2).u64(0b011, 0b100).f64(1, -1).f64(0, 1))
            .layer(5, BnnFile.bytes().u8(8, 0, 0, 0).u32(2).f64(0))
            .toBytes();

    /** For 1, 2: dense 2, 1, 2; affine 4, 1.5, -2; leaky 4, 1.5, -1; signs + + -; 2, 2, 0; sums 4, -4; affine 4, 5. */
    @ParameterizedTest
    @CsvSource({"1, 2, 0.8, 0.8333333", "0, -1, 0, 0.5"})
    void predictsWhatIsComputedByHand(float a, float b, float first, float second) throws IOException {
        assertThat(read(FILE).scores(new float[] {a, b})).containsExactly(first, second);
    }

    @Test
    void isWrittenTheSame() throws IOException {
        assertThat(written(read(FILE))).isEqualTo(FILE);
    }

    @Test
    void bytesBecomeFloats() throws IOException {
        byte[] file = BnnFile.input(0, 2, 1, 1, 1, 0)
                .layer(7, BnnFile.bytes().u32(2).f64(0.5, -1))
                .toBytes();

        assertThat(read(file).layers()).containsExactly(new BytesToFloats(0.5, -1, 2));
        assertThat(read(file).scores(new byte[] {-1, 4})).containsExactly(126.5f, 1);
        assertThat(written(read(file))).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "0, RELU",
        "1, LEAKY_RELU",
        "2, ELU",
        "3, TANH",
        "4, HARD_TANH",
        "5, SIGMOID",
        "6, HARD_SIGMOID",
        "7, SOFTPLUS",
        "8, SOFTSIGN",
        "9, SWISH",
        "10, SOFTMAX"
    })
    void functionsHaveNumbers(int code, Elementwise.Function function) throws IOException {
        byte[] file = BnnFile.input(1, 1, 1, 2, 1, 0)
                .layer(5, BnnFile.bytes().u8(code, 0, 0, 0).u32(2).f64(0.25))
                .toBytes();

        assertThat(read(file).layers()).containsExactly(new Elementwise(function, 0.25, 2));
        assertThat(written(read(file))).isEqualTo(file);
    }

    private static PackedNetwork read(byte[] file) throws IOException {
        return PackedNetwork.read(new ByteArrayInputStream(file));
    }

    private static byte[] written(PackedNetwork network) throws IOException {
        var out = new ByteArrayOutputStream();
        network.write(out);
        return out.toByteArray();
    }
}
