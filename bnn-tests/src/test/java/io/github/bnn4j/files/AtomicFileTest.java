package io.github.bnn4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void setUp() {
        target = directory.resolve("target.txt");
    }

    @Test
    void createsTheFile() throws IOException {
        AtomicFile.write(target, temporary -> Files.writeString(temporary, "new"));

        assertThat(target).hasContent("new");
        assertThatTheTargetIsTheOnlyFile();
    }

    @Test
    void replacesTheFile() throws IOException {
        Files.writeString(target, "a longer old content");

        AtomicFile.write(target, temporary -> Files.writeString(temporary, "new"));

        assertThat(target).hasContent("new");
        assertThatTheTargetIsTheOnlyFile();
    }

    @Test
    void givesTheWriterAnotherFileInTheSameDirectory() throws IOException {
        Files.writeString(target, "old");

        AtomicFile.write(target, temporary -> {
            assertThat(temporary).isNotEqualTo(target).hasParent(directory).isEmptyFile();
            Files.writeString(temporary, "new");
            assertThat(target).hasContent("old");
        });

        assertThat(target).hasContent("new");
    }

    @Test
    void keepsTheOldContentWhenTheWriterFails() throws IOException {
        Files.writeString(target, "old");
        var failure = new IOException("disk full");

        assertThatThrownBy(() -> AtomicFile.write(target, temporary -> {
                    Files.writeString(temporary, "half");
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(target).hasContent("old");
        assertThatTheTargetIsTheOnlyFile();
    }

    @Test
    void leavesNothingWhenTheWriterFailsWithAnError() {
        var failure = new OutOfMemoryError("made by the test");

        assertThatThrownBy(() -> AtomicFile.write(target, temporary -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesNoTemporaryFileWhenTheTargetIsADirectory() throws IOException {
        Files.createDirectory(target);

        assertThatThrownBy(() -> AtomicFile.write(target, temporary -> Files.writeString(temporary, "new")))
                .isInstanceOf(FileSystemException.class);

        assertThatTheTargetIsTheOnlyFile();
    }

    @Test
    void namesTheDirectoryWhichDoesNotExist() {
        var missing = directory.resolve("missing");

        assertThatThrownBy(() -> AtomicFile.write(missing.resolve("file"), temporary -> {}))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing + " is not a directory");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void givesTheFileTheUsualPermissions() throws IOException {
        var usual = Files.createFile(directory.resolve("usual"));

        AtomicFile.write(target, temporary -> Files.writeString(temporary, "new"));

        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    private void assertThatTheTargetIsTheOnlyFile() throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(target);
        }
    }
}
