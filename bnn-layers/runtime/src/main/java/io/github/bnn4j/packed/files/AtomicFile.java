package io.github.bnn4j.packed.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a file all or nothing: a reader sees the old content or the complete new one, also after a crash. */
public final class AtomicFile {

    /** Linux has the same limit. */
    private static final int MOST_LINKS = 40;

    /** Temporary files have such names, as nobody else names theirs. */
    private static final Pattern TEMPORARY = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    private AtomicFile() {}

    /**
     * Writes {@code target} through a temporary file beside it, which replaces the target only when complete. What is there stays
     * what it is: a symbolic link is followed, and the file that is replaced leaves its permissions to the new one.
     *
     * <p>If the writer fails, the temporary file is deleted and the target stays as it was.
     *
     * @param target the file to create or replace; its directory must exist
     * @param writer fills the file whose path it gets (empty, in the directory of the target)
     * @throws NoSuchFileException if the directory of the target does not exist
     * @throws FileSystemException if the target is there and no regular file, such as a directory or a device
     * @throws IOException if the writer fails or the target cannot be replaced; as it may name the temporary file or, when the
     *     disk is full, none at all, it has a FileSystemException suppressed that names the target
     */
    public static void write(Path target, IoConsumer<Path> writer) throws IOException {
        Path file = behindLinks(target);
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(
                    target.toString(),
                    null,
                    "cannot be written: " + directory + " is not a directory; create it first");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(
                    target.toString(), null, "cannot be written: it is not a regular file; choose another name");
        }
        // Not Files.createTempFile: its files are readable by their owner only, and the target would be so too.
        Path temporary = directory.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(temporary);
            keepPermissions(file, temporary);
            writer.accept(temporary);
            flushToDisk(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (Throwable failure) {
            if (failure instanceof IOException) {
                failure.addSuppressed(new FileSystemException(target.toString(), null, "cannot be written"));
            }
            deleteAfter(failure, temporary);
            throw failure;
        }
    }

    /**
     * Deletes the temporary files of writers that were killed. It is for whoever knows that nobody is writing into this directory,
     * as a temporary file does not tell whether it is still being written.
     *
     * @throws IOException if the directory cannot be read; a file that cannot be deleted stays
     */
    public static void deleteLeftovers(Path directory) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, ".*.tmp")) {
            for (Path file : all) {
                if (TEMPORARY.matcher(file.getFileName().toString()).matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfPossible(file);
                }
            }
        }
    }

    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It does no harm.
        }
    }

    /** Returns the file that is meant, also if a link leads to one that is not there yet. */
    private static Path behindLinks(Path target) throws IOException {
        Path file = target.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(target.toString());
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        return file;
    }

    /** Keeps the permissions before there is anything to read: what only its owner may read is never open to others. */
    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (old != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, old.readAttributes().permissions());
        }
    }

    /** Writes the file to the disk. Without this a power cut after the move may leave a complete name with incomplete content. */
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
