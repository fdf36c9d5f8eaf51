package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SaveTest {

    @TempDir
    private Path directory;

    private final PackedNetwork network = new PackedNetwork(SampleContents.onSigns());
    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("network.bnn");
    }

    @Test
    void createsTheFileAndNothingElse() throws IOException {
        network.save(file);

        assertThat(PackedNetwork.load(file).labels()).isEqualTo(network.labels());
        assertThatTheOnlyFileIs(file);
    }

    @Test
    void replacesTheFile() throws IOException {
        Files.write(file, new byte[100_000]);

        network.save(file);

        assertThat(PackedNetwork.load(file).labels()).isEqualTo(network.labels());
        assertThatTheOnlyFileIs(file);
    }

    @Test
    void replacesAFileThatANetworkWasLoadedFrom() throws IOException {
        network.save(file);
        PackedNetwork loaded = PackedNetwork.load(file);

        new PackedNetwork(SampleContents.onFloats()).save(file);

        assertThat(loaded.scores(new byte[] {1, -1, 1})).isEqualTo(network.scores(new byte[] {1, -1, 1}));
        assertThat(PackedNetwork.load(file).layers()).hasSize(7);
    }

    @Test
    void leavesWhatIsThereAndNoTemporaryFileWhenItFails() throws IOException {
        Path inside = Files.writeString(Files.createDirectory(file).resolve("inside"), "old");

        assertThatThrownBy(() -> network.save(file)).isInstanceOf(IOException.class);

        assertThat(inside).hasContent("old");
        assertThatTheOnlyFileIs(file);
    }

    @Test
    void failsWithoutTheDirectory() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> network.save(missing.resolve("network.bnn"))).isInstanceOf(NoSuchFileException.class);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesALongName() throws IOException {
        Path longest = directory.resolve("n".repeat(240) + ".bnn");

        network.save(longest);

        assertThatTheOnlyFileIs(longest);
    }

    private void assertThatTheOnlyFileIs(Path expected) throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(expected);
        }
    }
}
