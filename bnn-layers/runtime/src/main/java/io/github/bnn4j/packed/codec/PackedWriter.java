package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.files.AtomicFile;
import io.github.bnn4j.packed.format.PackedContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Writes {@code .bnn} files. */
public final class PackedWriter {

    private PackedWriter() {}

    /**
     * Writes a file under a temporary name beside it, then moves it into place.
     *
     * @throws IOException if it cannot be written; what was there before is then still there
     */
    public static void save(PackedContent content, Path file) throws IOException {
        byte[] bytes = toBytes(content);
        AtomicFile.write(file, temporary -> Files.write(temporary, bytes));
    }

    /** The stream is flushed, not closed. */
    public static void write(PackedContent content, OutputStream out) throws IOException {
        out.write(toBytes(content));
        out.flush();
    }

    /** Writes the first version that can hold it, so that older programs read what they can. */
    private static byte[] toBytes(PackedContent content) throws IOException {
        boolean first = FirstVersion.canHold(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LittleEndian out = new LittleEndian(bytes);
        out.longs(new long[] {Header.MAGIC});
        out.u16(first ? Header.FIRST_VERSION : Header.VERSION);
        out.u16(0);
        out.u32(0); // the length, when it is known
        if (first) {
            FirstVersion.write(content, out);
        } else {
            SecondVersion.write(content, out);
        }
        out.u32(0); // the checksum, likewise
        byte[] array = bytes.toByteArray();
        ByteBuffer buffer = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(Header.LENGTH_OFFSET, array.length);
        CRC32 crc = new CRC32();
        crc.update(array, 0, array.length - Header.CHECKSUM_SIZE);
        buffer.putInt(array.length - Header.CHECKSUM_SIZE, (int) crc.getValue());
        return array;
    }
}
