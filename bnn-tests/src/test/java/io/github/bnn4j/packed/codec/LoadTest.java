package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.xnor.KernelProperty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    @TempDir
    private Path directory;

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("empty.bnn"));

        assertThatThrownBy(() -> PackedNetwork.load(file)).isInstanceOf(PackedFormatException.class);
    }

    @Test
    void aMissingFileIsNoFormatError() {
        assertThatThrownBy(() -> PackedNetwork.load(directory.resolve("missing.bnn")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDirectoryCannotBeRead() {
        assertThatThrownBy(() -> PackedNetwork.load(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("not a regular file");
    }

    /** Opening it would wait for somebody who writes. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(20)
    void aPipeOrADeviceIsRefused() throws Exception {
        Path pipe = directory.resolve("pipe.bnn");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
            assertThatThrownBy(() -> PackedNetwork.load(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not a regular file");
        }
    }

    /** A file that changes is the old one, the new one, or no network; a mapping of it would have ended the JVM. */
    @Test
    void aFileThatIsOverwrittenMeanwhileEndsNothing() throws Exception {
        Path file = directory.resolve("live.bnn");
        byte[] large = written(SampleContents.onPictures());
        byte[] small = written(SampleContents.onSigns());
        Files.write(file, large);
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                try {
                    Files.write(file, i % 2 == 0 ? small : large);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        writer.start();
        try {
            for (int i = 0; i < 500; i++) {
                try {
                    assertThat(PackedNetwork.load(file).outputs()).isPositive();
                } catch (PackedFormatException halfWritten) {
                    assertThat(halfWritten).hasMessageContaining("live.bnn");
                }
            }
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    private static byte[] written(PackedContent content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PackedNetwork(content).write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void aWrongKernelNameIsNoFaultOfTheFile() throws IOException {
        Path file = directory.resolve("network.bnn");
        new PackedNetwork(SampleContents.onSigns()).save(file);

        try (var property = KernelProperty.set("nonsense")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PackedNetwork.load(file))
                    .withMessageContaining("nonsense");
        }
    }
}
