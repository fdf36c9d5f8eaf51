package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** Reads {@code .bnn} files, and trusts nothing in them. */
public final class PackedReader {

    /** A channel reads into memory of its own first, as much as is asked for: new memory, which may be slower than the disk. */
    private static final int READ_AT_ONCE = 1 << 16;

    private PackedReader() {}

    /**
     * Reads a file. It is not mapped: a file that changes under a mapping ends the JVM.
     *
     * @throws PackedFormatException if it is not a well-formed file of this format
     * @throws IOException if it is no regular file, or cannot be read
     * @throws IllegalArgumentException if the system property {@value XnorKernels#PROPERTY} names no XNOR kernel
     */
    public static PackedContent read(Path file) throws IOException {
        // Opening a pipe would wait for its other end.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file: give a .bnn file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int length = lengthOf(read(channel, (int) Math.min(Header.SIZE, size)));
            if (length != size) {
                throw new PackedFormatException("the header announces " + length + " bytes, but there are " + size);
            }
            channel.position(0);
            return read(read(channel, length));
        } catch (PackedFormatException e) {
            throw new PackedFormatException(file + ": " + e.getMessage(), e);
        }
    }

    /** Reads so many bytes, or those that there are. */
    private static ByteBuffer read(FileChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (read >= 0 && bytes.position() < length) {
            bytes.limit(Math.min(length, bytes.position() + READ_AT_ONCE));
            read = channel.read(bytes);
        }
        return bytes.flip();
    }

    /**
     * Reads as many bytes as the header announces, and none behind them. The stream is not closed.
     *
     * @throws PackedFormatException if this is not a well-formed network, or ends early
     * @throws IOException if the stream cannot be read
     */
    public static PackedContent read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(Header.SIZE);
        int length = lengthOf(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN));
        byte[] rest = readRest(in, length - start.length);
        ByteBuffer all =
                ByteBuffer.allocate(start.length + rest.length).put(start).put(rest);
        return read(all.flip());
    }

    private static byte[] readRest(InputStream in, int length) throws IOException {
        try {
            // It grows with what arrives: a forged length cannot make it allocate what it announces.
            return in.readNBytes(length);
        } catch (OutOfMemoryError e) {
            throw new PackedFormatException("the header announces " + length + " bytes, more than fit into memory", e);
        }
    }

    /**
     * @param file the whole file, from position to limit
     * @throws PackedFormatException if it is not a well-formed file of this format
     */
    public static PackedContent read(ByteBuffer file) throws PackedFormatException {
        ByteBuffer bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        int length = lengthOf(bytes);
        if (length != bytes.limit()) {
            throw new PackedFormatException(
                    "the header announces " + length + " bytes, but there are " + bytes.limit());
        }
        checkChecksum(bytes);
        XnorKernels.checkProperty(); // Here a wrong name is not taken for a fault of the file.
        try {
            ByteBuffer content =
                    bytes.slice(Header.LENGTH_OFFSET + 4, length - Header.CHECKSUM_SIZE - Header.LENGTH_OFFSET - 4);
            Source in = new Source(content, "header");
            return bytes.getShort(8) == Header.FIRST_VERSION ? FirstVersion.read(in) : SecondVersion.read(in);
        } catch (IllegalArgumentException e) {
            throw new PackedFormatException(e.getMessage(), e);
        }
    }

    private static int lengthOf(ByteBuffer start) throws PackedFormatException {
        if (start.limit() < Header.SIZE) {
            throw new PackedFormatException(
                    "the header has " + Header.SIZE + " bytes, but there are " + start.limit() + " in all");
        }
        if (start.getLong(0) != Header.MAGIC) {
            throw new PackedFormatException("the first bytes are not those of a .bnn file");
        }
        int version = start.getShort(8) & 0xFFFF;
        if (version < Header.FIRST_VERSION || version > Header.VERSION || start.getShort(10) != 0) {
            throw new PackedFormatException("the file has version " + version + "; this program reads versions "
                    + Header.FIRST_VERSION + " to " + Header.VERSION);
        }
        int length = start.getInt(Header.LENGTH_OFFSET);
        if (length < Header.SIZE + Header.LAYER_HEADER_SIZE + Header.CHECKSUM_SIZE) {
            throw new PackedFormatException("the header announces " + Integer.toUnsignedString(length)
                    + " bytes: too few for a network, or more than the 2^31 - 1 of the longest file");
        }
        return length;
    }

    private static void checkChecksum(ByteBuffer bytes) throws PackedFormatException {
        int end = bytes.limit() - Header.CHECKSUM_SIZE;
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(0, end));
        if ((int) crc.getValue() != bytes.getInt(end)) {
            throw new PackedFormatException("the checksum does not match: the file is damaged");
        }
    }
}
