package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The chunks of a PNG file, each with its checksum, up to the last. */
final class PngChunks {

    private static final int FIRST = 8;
    private static final int HEADER = code("IHDR");
    private static final int TRANSPARENCY = code("tRNS");
    private static final int EXIF = code("eXIf");
    private static final int END = code("IEND");

    /** Length, code and checksum. */
    private static final int AROUND_DATA = 12;

    private PngChunks() {}

    static PictureHeader header(ByteBuffer file) throws IOException {
        PictureHeader header = null;
        boolean grey = false;
        int at = FIRST;
        while (true) {
            int length = length(file, at);
            int data = at + 8;
            int code = file.getInt(at + 4);
            if (header == null && code != HEADER) {
                throw new IOException("it does not begin with its size, as a PNG file must");
            }
            if (code == HEADER) {
                // Before the checksums of all the rest: what is too large is not looked at any further.
                header = PictureHeader.of(
                        Integer.toUnsignedLong(file.getInt(data)), Integer.toUnsignedLong(file.getInt(data + 4)));
                grey = file.get(data + 9) == 0;
            }
            requireChecksum(file, at, length);
            if (code == TRANSPARENCY && grey) {
                header = header.withTransparent(eightBits(file.get(FIRST + 16), file.getShort(data)));
            } else if (code == EXIF) {
                header = header.turned(ExifOrientation.in(file.slice(data, length)));
            } else if (code == END) {
                return header;
            }
            at += AROUND_DATA + length;
        }
    }

    private static int length(ByteBuffer file, int at) {
        int length = file.getInt(at);
        if (length < 0 || length > file.limit() - at - AROUND_DATA) {
            throw new IndexOutOfBoundsException();
        }
        return length;
    }

    private static void requireChecksum(ByteBuffer file, int at, int length) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(file.slice(at + 4, length + 4));
        if ((int) sum.getValue() != file.getInt(at + 8 + length)) {
            throw new IOException("it is damaged: the checksum of its bytes from %d on is wrong".formatted(at));
        }
    }

    /** A decoder makes bytes of 1, 2 and 4 bits; 16 stay. */
    private static int eightBits(int depth, short level) {
        int value = Short.toUnsignedInt(level);
        return depth < 8 ? value * 255 / ((1 << depth) - 1) : value;
    }

    private static int code(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
