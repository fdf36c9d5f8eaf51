package io.github.bnn4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bnn4j.packed.files.AtomicFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("f"), "f: there is no such file"),
                Arguments.of(new AccessDeniedException("f"), "f: permission is denied; see who may read and write it"),
                Arguments.of(new NotDirectoryException("f"), "f: not a directory"),
                Arguments.of(
                        new DirectoryNotEmptyException("f"), "f: a directory that is not empty; choose another name"),
                Arguments.of(new FileAlreadyExistsException("f"), "f: it is there already; choose another name"),
                Arguments.of(new FileSystemLoopException("f"), "f: a symbolic link that leads to itself"),
                Arguments.of(new FileSystemException("f", null, "cannot be written: why"), "f cannot be written: why"),
                Arguments.of(new FileSystemException("f", null, "Read-only file system"), "f: Read-only file system"),
                Arguments.of(new FileSystemException("f"), "f: file system"),
                Arguments.of(
                        new FileNotFoundException("f (No such file or directory)"), "f (No such file or directory)"),
                Arguments.of(new MalformedInputException(1), "it is not text"),
                Arguments.of(new EOFException(), "it ends too early"),
                Arguments.of(new ClosedChannelException(), "closed channel"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isSaidInWords(IOException failure, String words) {
        assertThat(FileFailure.inWords(failure)).isEqualTo(words);
    }

    @Test
    void theFileThatWasReadIsNamedOnce() {
        Path file = Path.of("some", "file");
        assertThat(FileFailure.naming(file, new IOException("Is a directory")))
                .hasMessage(file + " cannot be read: it is a directory, not a file");
        for (IOException named :
                new IOException[] {new NoSuchFileException(file.toString()), new IOException(file + " is odd")}) {
            assertThat(FileFailure.naming(file, named)).isSameAs(named);
        }
    }

    @Test
    void aFullDiskIsToldWithTheFileThatWasWritten(@TempDir Path directory) throws IOException {
        Path target = Files.createFile(directory.resolve("checkpoint.zip"));
        String full = "No space left on device";
        // Some of Java's streams say which file it was, but that is the temporary one.
        for (IOException thrown :
                new IOException[] {new IOException(full), new FileSystemException("temporary", null, full)}) {
            IOException failure = catchThrowableOfType(
                    IOException.class,
                    () -> AtomicFile.write(target, temporary -> {
                        throw thrown;
                    }));
            assertThat(FileFailure.inWords(failure))
                    .isEqualTo(target + " cannot be written: the disk is full (No space left on device); "
                            + "free some space, and try again");
        }
    }
}
