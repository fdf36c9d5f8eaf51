package io.github.bnn4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path parent;

    private static String refusal(Path directory) throws Exception {
        FutureTask<DirectoryLock> other = new FutureTask<>(() -> DirectoryLock.take(directory));
        new Thread(other).start();
        try {
            other.get().close();
            return null;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(FileSystemException.class);
            return e.getCause().getMessage();
        }
    }

    @Test
    void oneThreadHasItUntilAllIsClosed() throws Exception {
        Path directory = parent.resolve("run");
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            Files.createFile(directory.resolve("result"));
            assertThat(refusal(directory)).contains(directory.toString(), "in use by this program");
            try (DirectoryLock again = DirectoryLock.take(parent.resolve("run/../run"))) {
                assertThat(refusal(directory)).contains("in use");
            }
            assertThat(refusal(directory)).contains("in use");
            assertThat(refusal(parent)).isNull();
        }
        assertThat(refusal(directory)).isNull();
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        DirectoryLock lock = DirectoryLock.take(parent);
        lock.close();
        try (DirectoryLock another = DirectoryLock.take(parent)) {
            lock.close();
            assertThat(refusal(parent)).contains("in use");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkLeadsToTheSameLock() throws Exception {
        Path directory = Files.createDirectory(parent.resolve("run"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
        try (DirectoryLock lock = DirectoryLock.take(link)) {
            assertThat(refusal(directory)).contains("in use");
        }
    }

    @Test
    void whatWasMadeForNothingIsRemoved() throws IOException {
        DirectoryLock.take(parent.resolve("one/two")).close();
        assertThat(parent).isEmptyDirectory();

        Path used = parent.resolve("three/four");
        try (DirectoryLock lock = DirectoryLock.take(used)) {
            Files.createFile(used.resolve("result"));
        }
        assertThat(used).isDirectoryNotContaining("glob:**/.lock").isDirectoryContaining("glob:**/result");

        Path before = Files.createDirectory(parent.resolve("before"));
        DirectoryLock.take(before).close();
        assertThat(before).isDirectory();
    }

    @Test
    void leftoversOfKilledProgramsAreRemoved() throws IOException {
        Path left = Files.createFile(parent.resolve("." + UUID.randomUUID() + ".tmp"));
        DirectoryLock.take(parent).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void aFileIsRefusedAndSoIsWhatLiesBelowIt() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DirectoryLock.take(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("not a directory");
        Path below = file.resolve("run/one");
        assertThatThrownBy(() -> DirectoryLock.take(below))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(below.toString())
                .hasMessageContaining(file + " is not a directory");
    }
}
