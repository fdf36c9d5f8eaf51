package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.xnor.KernelProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
        assertThatThrownBy(() -> PackedNetwork.load(directory)).isInstanceOf(IOException.class);
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
