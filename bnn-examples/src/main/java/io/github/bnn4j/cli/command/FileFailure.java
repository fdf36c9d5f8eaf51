package io.github.bnn4j.cli.command;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Says in words what Java and the operating system say of files: Java's own messages are a path and no more, or leave it out. */
public final class FileFailure {

    private FileFailure() {}

    /** Says which file it is, where that is known, and what is wrong with it. */
    public static String inWords(IOException failure) {
        // As AtomicFile leaves it.
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof FileSystemException e && e.getFile() != null) {
                return e.getFile() + " cannot be written: " + reason(failure);
            }
        }
        return failure instanceof FileSystemException e && e.getFile() != null
                ? e.getFile() + separator(e) + reason(e)
                : reason(failure);
    }

    /**
     * Returns the same failure, with the name of the file.
     *
     * @param file that was being read
     */
    public static IOException naming(Path file, IOException failure) {
        String message = failure.getMessage();
        if (failure instanceof FileSystemException || message != null && message.contains(file.toString())) {
            return failure;
        }
        return new IOException(file + " cannot be read: " + reason(failure), failure);
    }

    /**
     * Returns what to end a program with.
     *
     * @param file that was to be read
     */
    public static UserError ofReading(Path file, IOException failure) {
        return failure instanceof NoSuchFileException
                ? new UserError("There is no file " + file, failure)
                : new UserError(naming(file, failure));
    }

    /** Says what is wrong, without the file's name if that is told apart from it. */
    public static String reason(Throwable failure) {
        if (failure instanceof FileSystemException e) {
            return reasonOf(e);
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not text";
        }
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure instanceof EOFException ? "it ends too early" : words(failure);
        }
        return switch (message) {
            case "Is a directory" -> "it is a directory, not a file";
            case "No space left on device", "Disk quota exceeded" ->
                "the disk is full (" + message + "); free some space, and try again";
            default -> message;
        };
    }

    private static String reasonOf(FileSystemException failure) {
        if (failure.getReason() != null && !failure.getReason().isBlank()) {
            return reason(new IOException(failure.getReason()));
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (failure instanceof AccessDeniedException) {
            return "permission is denied; see who may read and write it";
        } else if (failure instanceof NotDirectoryException) {
            return "not a directory";
        } else if (failure instanceof DirectoryNotEmptyException) {
            return "a directory that is not empty; choose another name";
        } else if (failure instanceof FileAlreadyExistsException) {
            return "it is there already; choose another name";
        } else if (failure instanceof FileSystemLoopException) {
            return "a symbolic link that leads to itself";
        }
        return words(failure);
    }

    /** House style has reasons that go on with the file's name: "cannot be written: ...". */
    private static String separator(FileSystemException failure) {
        String reason = failure.getReason();
        return reason != null && reason.matches("(is|has|cannot|needs) .*") ? " " : ": ";
    }

    /** Returns a text such as "closed channel" of ClosedChannelException: better than nothing. */
    private static String words(Throwable failure) {
        return failure.getClass()
                .getSimpleName()
                .replaceFirst("(Exception|Error)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
