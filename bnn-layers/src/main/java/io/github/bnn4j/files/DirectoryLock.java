package io.github.bnn4j.files;

import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.extern.slf4j.Slf4j;

/**
 * Keeps a directory for one program, which writes results there, until it is closed or the process ends, killed or not: two
 * would report success over one another's files. What a killed one left half written is removed.
 *
 * <p>It is a lock of the operating system on a file in the directory, {@value #FILE}; a killed process leaves the file there, but
 * no lock. Where the file system has no locks, as some network ones, a warning is logged, and the directory is anybody's.
 *
 * <p>The thread that has a directory may take it again; it has it until all are closed.
 */
@Slf4j
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = ".lock";

    /** A directory that others give up meanwhile is tried so often. */
    private static final int ATTEMPTS = 100;

    /** No process has a longer number. */
    private static final int LONGEST_NUMBER = 20;

    /**
     * These are the directories that this process has, by real path. The system does not tell its threads apart, and would
     * give up the lock with the first of several channels that is closed.
     */
    private static final Map<Path, DirectoryLock> HELD = new HashMap<>();

    private final Path directory;
    private final List<Path> made;
    private final FileChannel channel;
    private final Thread owner = Thread.currentThread();
    private int taken;

    private DirectoryLock(Path directory, List<Path> made, FileChannel channel) {
        this.directory = directory;
        this.made = made;
        this.channel = channel;
    }

    /**
     * Takes a directory, which is made if it is not there. What nothing is written into until the lock is closed is removed
     * again, if it was made for it.
     *
     * @throws FileSystemException if another program has it, or another thread, or there can be no such directory
     * @throws IOException if it cannot be written into
     */
    public static DirectoryLock take(Path directory) throws IOException {
        synchronized (HELD) {
            DirectoryLock lock = Files.isDirectory(directory) ? HELD.get(directory.toRealPath()) : null;
            if (lock == null) {
                lock = lock(directory);
                HELD.put(lock.directory, lock);
            } else if (lock.owner != Thread.currentThread()) {
                throw inUse(directory, "this program");
            }
            lock.taken++;
            return lock;
        }
    }

    private static DirectoryLock lock(Path directory) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            List<Path> made = make(directory);
            try {
                FileChannel channel = open(directory);
                if (channel != null) {
                    return new DirectoryLock(directory.toRealPath(), made, channel);
                }
            } catch (NoSuchFileException e) {
                // Another program, which had made it for nothing, has just removed it.
            }
        }
        throw inUse(directory, "other programs");
    }

    /** Returns the directories that were not there, the innermost first. */
    private static List<Path> make(Path directory) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            missing.add(there);
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    (missing.isEmpty() ? "it" : there.toString()) + " is not a directory; choose another one");
        }
        if (!missing.isEmpty()) {
            create(directory, missing);
        }
        return missing;
    }

    private static void create(Path directory, List<Path> missing) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "that directory is not writable" : e.getReason();
            FileSystemException failure = new FileSystemException(
                    directory.toString(),
                    null,
                    "cannot be made in " + missing.get(missing.size() - 1).getParent() + ": " + reason
                            + "; choose another directory");
            failure.initCause(e);
            throw failure;
        }
    }

    /** Opens and locks the file; returns null if it is not the one any more that others would lock. */
    private static FileChannel open(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            create(file);
        }
        Object before = identity(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel, directory)) {
                throw inUse(directory, process(channel));
            }
            if (!Objects.equals(before, identity(file))) {
                channel.close();
                return null;
            }
            introduce(channel);
            AtomicFile.deleteLeftovers(directory);
            return channel;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // By another program, just now.
        }
    }

    /** Returns which file this is, whatever its name. A second channel would tell as well, and end the lock with its own end. */
    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static boolean lock(FileChannel channel, Path directory) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byAnotherClassLoader) {
            return false;
        } catch (IOException e) {
            log.warn(
                    "{} is on a file system without locks ({}): make sure that no other program writes there",
                    directory,
                    e.getMessage());
            return true;
        }
    }

    /** Writes down this process for whoever is refused: a courtesy, no reason to fail. */
    private static void introduce(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    String.valueOf(ProcessHandle.current().pid())));
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("The lock does not tell its process", e);
        }
    }

    private static String process(FileChannel channel) {
        ByteBuffer number = ByteBuffer.allocate(LONGEST_NUMBER);
        try {
            channel.read(number, 0);
        } catch (IOException e) {
            // Some systems do not let others read what is locked.
            log.debug("The lock does not tell its process", e);
        }
        String digits = StandardCharsets.US_ASCII.decode(number.flip()).toString();
        return digits.matches("\\d+") ? "process " + digits : "another program";
    }

    private static FileSystemException inUse(Path directory, String user) {
        return new FileSystemException(
                directory.toString(),
                null,
                "in use by " + user + ", which writes its results there; wait until it has ended, or choose another "
                        + "directory");
    }

    /** Gives the directory up. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (taken == 0 || --taken > 0) {
                return;
            }
            try (channel) {
                tidyUp();
            } finally {
                HELD.remove(directory);
            }
        }
    }

    /** Removes the file, and what was made for nothing. */
    private void tidyUp() {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
            for (Path path : made) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // There are results, or another program has begun to use it.
            log.trace("{} stays", directory, e);
        }
    }

    @Override
    public String toString() {
        return "DirectoryLock[" + directory + "]";
    }
}
