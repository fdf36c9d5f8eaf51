package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.data.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * The SHA-256 of a zip file, in its comment, which is the last that a zip file has. It is of all bytes before it: names and
 * headers, which a reader may look up in either of two places, as well as content. Who reads zip files need not know of it.
 */
final class CheckpointDigest {

    private static final String WORD = "sha256 ";
    private static final int DIGITS = 64;
    private static final int BUFFER = 1 << 20;

    private CheckpointDigest() {}

    /** Returns the comment that the zip file is to be written with, which has room for the digest. */
    static String room() {
        return WORD + "-".repeat(DIGITS);
    }

    /** Writes the digest into a zip file that is complete. */
    static void seal(Path zip) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer digits = StandardCharsets.US_ASCII.encode(digest(file));
            long at = file.size() - DIGITS;
            while (digits.hasRemaining()) {
                at += file.write(digits, at);
            }
        }
    }

    /**
     * Tells a file as it was written from any other.
     *
     * @throws IOException saying in which way it is another one
     */
    static void check(Path zip) throws IOException {
        try (FileChannel file = FileChannel.open(zip)) {
            if (file.size() < room().length() || !text(file, room().length()).startsWith(WORD)) {
                throw new IOException("it has no digest at its end, so it is cut short, damaged or of another program");
            }
            if (!text(file, DIGITS).equals(digest(file))) {
                throw new IOException("it is damaged: its digest is not that of its bytes");
            }
        }
    }

    private static String text(FileChannel file, int last) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(last);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, file.size() - bytes.remaining()) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }

    private static String digest(FileChannel file) throws IOException {
        MessageDigest digest = Sha256.begin();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long end = file.size() - DIGITS;
        long at = 0;
        while (at < end) {
            int read = file.read(buffer.clear().limit((int) Math.min(BUFFER, end - at)), at);
            if (read < 0) {
                throw new EOFException("it became shorter while it was read");
            }
            digest.update(buffer.flip());
            at += read;
        }
        return Sha256.hex(digest);
    }
}
