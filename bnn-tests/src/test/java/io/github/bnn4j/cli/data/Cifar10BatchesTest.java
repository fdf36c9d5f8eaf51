package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.Cifar10Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Cifar10BatchesTest {

    private static final int RECORD = 3073;
    private static final int IMAGES = 3;

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Cifar10Slice.writeBatches(directory, IMAGES);
    }

    @Test
    void readsEveryByteInTheOrderOfTheFiles() throws IOException {
        ImageClassificationData data = Cifar10Batches.read(directory);

        assertThat(data.classNames()).hasSize(10).startsWith("airplane").endsWith("truck");
        assertThat(data.train().size()).isEqualTo(5 * IMAGES);
        assertThat(data.train().shape()).isEqualTo(new PixelShape(3, 32, 32));
        for (int i = 0; i < data.train().size(); i++) {
            assertRecord(data.train(), i, "data_batch_" + (1 + i / IMAGES) + ".bin", i % IMAGES);
        }
        assertThat(data.test().size()).isEqualTo(IMAGES);
        assertRecord(data.test(), 1, "test_batch.bin", 1);
    }

    private void assertRecord(LabelledImages images, int index, String file, int record) throws IOException {
        byte[] content = Files.readAllBytes(directory.resolve(file));
        assertThat(images.label(index)).isEqualTo(content[record * RECORD]);
        assertThat(images.pixels(index))
                .isEqualTo(Arrays.copyOfRange(content, record * RECORD + 1, (record + 1) * RECORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data_batch_1.bin", "data_batch_5.bin", "test_batch.bin"})
    void namesAMissingFile(String name) throws IOException {
        Files.delete(directory.resolve(name));

        assertThat(Cifar10Batches.areIn(directory)).isTrue();
        assertThatThrownBy(() -> Cifar10Batches.read(directory))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("no file " + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, RECORD - 1, RECORD + 1})
    void namesAFileOfAWrongSize(int bytes) throws IOException {
        Path damaged = Files.write(directory.resolve("data_batch_3.bin"), new byte[bytes]);

        assertThatThrownBy(() -> Cifar10Batches.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(damaged + ": " + bytes + " bytes")
                .hasMessageContaining("3073");
    }

    @Test
    void namesAWrongLabel() throws IOException {
        Path damaged = directory.resolve("test_batch.bin");
        byte[] content = Files.readAllBytes(damaged);
        content[2 * RECORD] = (byte) 200;
        Files.write(damaged, content);

        assertThatThrownBy(() -> Cifar10Batches.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(damaged + ": record 2 has label 200");
    }

    @Test
    void areNotInAnEmptyDirectory(@TempDir Path empty) {
        assertThat(Cifar10Batches.areIn(empty)).isFalse();
    }
}
