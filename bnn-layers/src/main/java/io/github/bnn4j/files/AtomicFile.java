package io.github.bnn4j.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file all or nothing: a reader sees the old content or the complete new one, also after a crash. */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes {@code target} through a temporary file beside it, which replaces the target only when complete.
     *
     * <p>If the writer fails, the temporary file is deleted and the target stays as it was.
     *
     * @param target the file to create or replace; its directory must exist
     * @param writer fills the file whose path it gets (empty, in the directory of the target)
     * @throws NoSuchFileException if the directory of the target does not exist
     * @throws IOException if the writer fails or the target cannot be replaced
     */
    public static void write(Path target, IoConsumer<Path> writer) throws IOException {
        var absolute = target.toAbsolutePath();
        var directory = absolute.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(
                    target.toString(),
                    null,
                    "cannot be written: " + directory + " is not a directory; create it first");
        }
        // Not Files.createTempFile: its files are readable by their owner only, and the target would be so too.
        var temporary =
                Files.createFile(directory.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp"));
        try {
            writer.accept(temporary);
            flushToDisk(temporary);
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (Throwable failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
    }

    /** Without this a power cut after the move may leave a complete name with incomplete content. */
    private static void flushToDisk(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void deleteAfter(Throwable failure, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
