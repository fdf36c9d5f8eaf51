package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file byte by byte: three bytes, two hidden signs, two scores. */
class GoldenFileTest {

    private static final byte[] FILE = HexFormat.of()
            .parseHex(String.join(
                    "",
                    "89424e4e344a0d0a", // magic
                    "0100" + "0000", // version
                    "bc000000", // 188 bytes in all
                    "00" + "000000", // bytes
                    "01000000" + "01000000" + "03000000", // 1 x 1 x 3
                    "000000000000e03f", // scale 0.5
                    "000000000000f0bf", // offset -1
                    "02000000" + "02000000", // 2 labels, 2 layers
                    "0200" + "6e6f", // "no"
                    "0200" + "c3a9", // "e" with an acute accent
                    // binary dense, 44 bytes: on bytes, thresholds, K = 3, N = 2
                    "01" + "000000" + "2c000000",
                    "00" + "00" + "0000" + "03000000" + "02000000",
                    "0500000000000000", // + - +
                    "0600000000000000", // - + +
                    "2c010000" + "90010000", // limits 300, 400
                    "0200000000000000", // the second one is flipped
                    // binary dense, 60 bytes: on signs, scores, K = 2, N = 2
                    "01" + "000000" + "3c000000",
                    "02" + "01" + "0000" + "02000000" + "02000000",
                    "0100000000000000", // + -
                    "0300000000000000", // + +
                    "000000000000f03f" + "000000000000e0bf", // scale 1, -0.5
                    "000000000000d03f" + "0000000000000040", // offset 0.25, 2
                    "904c6cf6")); // CRC-32

    private PackedNetwork network;

    @BeforeEach
    void read() throws IOException {
        network = PackedNetwork.read(new ByteArrayInputStream(FILE));
    }

    @Test
    void describesItsInput() {
        assertThat(network.input()).isEqualTo(new InputEncoding(ValueType.BYTES, 1, 1, 3, 0.5, -1));
    }

    @Test
    void hasLabels() {
        assertThat(network.labels()).containsExactly("no", "\u00e9");
    }

    @Test
    void hasWeights() {
        assertThat(network.binaryWeights(0).toSigns()).isDeepEqualTo(new int[][] {{1, -1, 1}, {-1, 1, 1}});
        assertThat(network.binaryWeights(1).toSigns()).isDeepEqualTo(new int[][] {{1, -1}, {1, 1}});
    }

    /*
     * Mismatches of the bytes a, b, c: (255 - a) + b + (255 - c), at most 300 for +, and a + (255 - b) + (255 - c), at
     * most 400 for -. Of the signs s, t: scores (s - t) + 0.25 and -0.5 (s + t) + 2.
     */
    @ParameterizedTest
    @CsvSource({
        "10, 200, 255, 0.25, 3, 1", // 445 -, 65 -
        "255, 0, 255, 0.25, 1, 1", // 0 +, 510 +
        "200, 100, 255, 2.25, 2, 0", // 155 +, 355 -
        "0, 45, 255, 2.25, 2, 0", // 300 +, 210 -
        "0, 46, 255, 0.25, 3, 1", // 301 -, 209 -
        "145, 0, 255, 2.25, 2, 0", // 110 +, 400 -
        "146, 0, 255, 0.25, 1, 1", // 109 +, 401 +
        "0, 0, 0, -1.75, 2, 1" // 510 -, 510 +
    })
    void predictsWhatIsComputedByHand(int a, int b, int c, float first, float second, int best) {
        byte[] bytes = {(byte) a, (byte) b, (byte) c};
        float[] floats = {0.5f * a - 1, 0.5f * b - 1, 0.5f * c - 1};

        assertThat(network.scores(bytes)).containsExactly(first, second);
        assertThat(network.scores(floats)).containsExactly(first, second);
        assertThat(network.predict(bytes)).isEqualTo(best);
        assertThat(network.predict(floats)).isEqualTo(best);
    }

    @Test
    void isWrittenTheSame(@TempDir Path directory) throws IOException {
        var out = new ByteArrayOutputStream();
        Path file = directory.resolve("golden.bnn");

        network.write(out);
        network.save(file);

        assertThat(out.toByteArray()).isEqualTo(FILE);
        assertThat(file).hasBinaryContent(FILE);
    }

    @Test
    void isReadTheSameFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("golden.bnn"), FILE);

        PackedNetwork loaded = PackedNetwork.load(file);

        assertThat(loaded.scores(new byte[] {10, -56, -1})).containsExactly(0.25f, 3);
        assertThat(loaded.labels()).isEqualTo(network.labels());
    }
}
