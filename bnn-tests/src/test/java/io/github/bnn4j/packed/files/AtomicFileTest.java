package io.github.bnn4j.packed.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
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
    @DisabledOnOs(OS.WINDOWS)
    void writesThroughLinks() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("file"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("elsewhere", "file"));
        Path linkToLink = Files.createSymbolicLink(directory.resolve("link-to-link"), link);

        AtomicFile.write(linkToLink, temporary -> Files.writeString(temporary, "new"));

        assertThat(file).hasContent("new");
        assertThat(link).isSymbolicLink();
        assertThat(linkToLink).isSymbolicLink();

        Files.delete(file);
        AtomicFile.write(link, temporary -> Files.writeString(temporary, "there again"));

        assertThat(file).hasContent("there again");
        assertThat(link).isSymbolicLink();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToItselfIsRefused() throws IOException {
        Path link = directory.resolve("loop");
        Files.createSymbolicLink(link, link);

        assertThatThrownBy(() -> AtomicFile.write(link, temporary -> {})).isInstanceOf(FileSystemException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNoRegularFileIsRefused() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path file : List.of(directory, pipe, Path.of("/dev/null"))) {
            assertThatThrownBy(() -> AtomicFile.write(file, temporary -> Files.writeString(temporary, "new")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("not a regular file");
            assertThat(Files.isRegularFile(file)).isFalse();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsStay() throws IOException {
        for (String permissions : List.of("rw-------", "rw-r-----", "rw-rw-rw-")) {
            Files.writeString(target, "old");
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));

            AtomicFile.write(target, temporary -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
                        .isEqualTo(permissions);
                Files.writeString(temporary, "new");
            });

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo(permissions);
            assertThat(target).hasContent("new");
        }
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

    /** Java's message for a full disk does not say which file it was. */
    @Test
    void aFailureToWriteTellsTheTarget() {
        assertThatThrownBy(() -> AtomicFile.write(target, temporary -> {
                    throw new IOException("No space left on device");
                }))
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                FileSystemException.class,
                                suppressed -> assertThat(suppressed.getFile()).isEqualTo(target.toString())));
    }

    @Test
    void whatAKilledWriterLeftIsDeletedAndNothingElse() throws IOException {
        List<String> others = List.of(".tmp", ".notes.tmp", "00000000-0000-0000-0000-000000000000.tmp", "model.zip");
        for (String name : others) {
            Files.writeString(directory.resolve(name), "another's");
        }
        Path folder = Files.createDirectory(directory.resolve("." + UUID.randomUUID() + ".tmp"));
        Path[] left = new Path[1];
        // As if it were killed within the writer.
        AtomicFile.write(target, temporary -> {
            left[0] = directory.resolve("." + UUID.randomUUID() + ".tmp");
            assertThat(temporary.getFileName().toString())
                    .hasSameSizeAs(left[0].getFileName().toString())
                    .matches("\\.[0-9a-f-]{36}\\.tmp");
            Files.copy(temporary, left[0]);
        });

        AtomicFile.deleteLeftovers(directory);

        assertThat(left[0]).doesNotExist();
        assertThat(folder).isDirectory();
        assertThat(target).exists();
        assertThat(others)
                .allSatisfy(name -> assertThat(directory.resolve(name)).exists());
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
