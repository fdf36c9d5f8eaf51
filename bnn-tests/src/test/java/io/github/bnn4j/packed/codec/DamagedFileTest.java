package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged is refused, from a file and from a stream. */
@Timeout(30)
class DamagedFileTest {

    @TempDir
    private Path directory;

    private byte[] good;

    @BeforeEach
    void write() throws IOException {
        var out = new ByteArrayOutputStream();
        PackedWriter.write(SampleContents.onSigns(), out);
        good = out.toByteArray();
    }

    @Test
    void byAnySingleBit() throws IOException {
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertRefused(damaged, "bit " + bit);
        }
    }

    @Test
    void byTruncationAtAnyLength() throws IOException {
        for (int length = 0; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length), "length " + length);
        }
    }

    @Test
    void byTruncationWithLengthAndChecksumRepaired() throws IOException {
        for (int length = 56; length < good.length; length++) {
            byte[] shorter = Arrays.copyOf(good, length);
            BnnFile.little(shorter).putInt(BnnFile.LENGTH_OFFSET, length);

            assertRefused(BnnFile.repairChecksum(shorter), "length " + length);
        }
    }

    @Test
    void byMoreBytesAtTheEndWithLengthAndChecksumRepaired() throws IOException {
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        BnnFile.little(longer).putInt(BnnFile.LENGTH_OFFSET, longer.length);

        assertRefused(BnnFile.repairChecksum(longer), "longer");
    }

    @Test
    void byMoreBytesAtTheEndOfAFile() throws IOException {
        Path file = Files.write(directory.resolve("longer.bnn"), Arrays.copyOf(good, good.length + 1));

        assertThatThrownBy(() -> PackedReader.read(file))
                .isInstanceOf(PackedFormatException.class)
                .hasMessageContaining(String.valueOf(good.length));
    }

    @Test
    void orRandom() throws IOException {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);

            assertRefused(bytes, "random " + i);
        }
    }

    @Test
    void orRandomBehindTheMagicAndWithLengthAndChecksum() throws IOException {
        var random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[70 + random.nextInt(300)];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, 12 + random.nextInt(58));
            BnnFile.little(bytes).putInt(BnnFile.LENGTH_OFFSET, bytes.length);
            BnnFile.repairChecksum(bytes);

            assertThatThrownBy(() -> PackedReader.read(new ByteArrayInputStream(bytes)))
                    .isInstanceOf(PackedFormatException.class);
        }
    }

    @Test
    void theMessageNamesTheFile() throws IOException {
        Path file = Files.write(directory.resolve("text.bnn"), "not a network".getBytes());

        assertThatThrownBy(() -> PackedReader.read(file))
                .isInstanceOf(PackedFormatException.class)
                .hasMessageStartingWith(file + ": ");
    }

    private void assertRefused(byte[] bytes, String what) throws IOException {
        Path file = Files.write(directory.resolve("damaged.bnn"), bytes);

        assertThatThrownBy(() -> PackedReader.read(file)).as(what).isInstanceOf(PackedFormatException.class);
        assertThatThrownBy(() -> PackedReader.read(new ByteArrayInputStream(bytes)))
                .as(what)
                .isInstanceOf(PackedFormatException.class);
    }
}
