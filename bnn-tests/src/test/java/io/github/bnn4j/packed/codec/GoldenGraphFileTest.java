package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of version 2 byte by byte: two floats, a shortcut, and both side by side with the example; one score, two classes. */
class GoldenGraphFileTest {

    private static final byte[] FILE = HexFormat.of()
            .parseHex(String.join(
                    "",
                    "89424e4e344a0d0a", // magic
                    "02000000", // version
                    "f1000000", // 241 bytes in all
                    "01010000", // floats, a threshold
                    "010000000100000002000000", // 1 x 1 x 2
                    "0100000002000000", // 1 scale, 2 labels
                    "0100000004000000", // 1 text, 4 layers
                    "0000000000000440", // threshold 2.5
                    "000000000000f03f0000000000000000", // scale 1, offset 0
                    "02006e6f", // "no"
                    "0200c3a9", // "e" with an acute accent
                    "01006b020000007631", // "k", "v1"
                    // scale and offset, 36 bytes, of value 0: N = 2
                    "040001002400000000000000",
                    "020000000000000000000040000000000000f0bf", // scale 2, -1
                    "0000000000000000000000000000f03f", // offset 0, 1
                    // sum, 8 bytes, of the values 1 and 0: N = 2
                    "0e000200080000000100000000000000",
                    "0200000002000000",
                    // side by side, 20 bytes, the values 2 and 0: floats, 1 pixel, 2 features of each
                    "10000200140000000200000000000000",
                    "0100000001000000020000000200000002000000",
                    // dense, 28 bytes, of value 3: K = 4, N = 1
                    "030001001c00000003000000",
                    "04000000010000000000803f00000040000080bf0000003f", // weights 1, 2, -1, 0.5
                    "0000803e", // bias 0.25
                    "fbb233b1")); // CRC-32

    private PackedNetwork network;

    @BeforeEach
    void read() throws IOException {
        network = PackedNetwork.read(new ByteArrayInputStream(FILE));
    }

    @Test
    void hasItsWiring() {
        assertThat(network.content().wiring().sources())
                .isEqualTo(List.of(List.of(0), List.of(1, 0), List.of(2, 0), List.of(3)));
    }

    @Test
    void hasClassesAndTexts() {
        assertThat(network.labels()).containsExactly("no", "\u00e9");
        assertThat(network.classes()).isEqualTo(2);
        assertThat(network.content().threshold()).isEqualTo(OptionalDouble.of(2.5));
        assertThat(network.metadata()).isEqualTo(Map.of("k", "v1"));
    }

    /** Of a, b: (2a, 1 - b), then (3a, 1), then (3a, 1, a, b), of which 3a + 2 - a + b / 2 + 0.25 is the score. */
    @ParameterizedTest
    @CsvSource({"0, 0, 2.25, 0", "0, 0.5, 2.5, 1", "0, 0.25, 2.375, 0", "1, -4, 2.25, 0", "1, -3, 2.75, 1"})
    void predictsWhatIsComputedByHand(float a, float b, float score, int expected) {
        assertThat(network.scores(new float[] {a, b})).containsExactly(score);
        assertThat(network.predict(new float[] {a, b})).isEqualTo(expected);
    }

    @Test
    void isWrittenTheSame() throws IOException {
        var out = new ByteArrayOutputStream();

        network.write(out);

        assertThat(out.toByteArray()).isEqualTo(FILE);
    }
}
