package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The chunks of a WebP file. */
final class WebPChunks {

    private static final int FIRST = 12;

    private WebPChunks() {}

    static PictureHeader header(ByteBuffer bytes) throws IOException {
        ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long end = 8 + Integer.toUnsignedLong(file.getInt(4));
        if (end > file.limit()) {
            throw new IndexOutOfBoundsException();
        }
        PictureHeader header = size(file);
        int at = FIRST;
        while (at + 8 <= end) {
            long length = Integer.toUnsignedLong(file.getInt(at + 4));
            if (at + 8 + length > end) {
                throw new IndexOutOfBoundsException();
            }
            if (name(file, at).equals("EXIF")) {
                header = header.turned(ExifOrientation.in(withoutPrefix(file.slice(at + 8, (int) length))));
            }
            at += 8 + (int) length + (int) (length & 1);
        }
        return header;
    }

    private static PictureHeader size(ByteBuffer file) throws IOException {
        return switch (name(file, FIRST)) {
            case "VP8 " -> PictureHeader.of(file.getShort(26) & 0x3FFF, file.getShort(28) & 0x3FFF);
            case "VP8L" -> {
                int sizes = file.getInt(21);
                yield PictureHeader.of(1 + (sizes & 0x3FFF), 1 + (sizes >> 14 & 0x3FFF));
            }
            case "VP8X" -> PictureHeader.of(1 + (file.getInt(24) & 0xFFFFFF), 1 + (file.getInt(26) >>> 8));
            default -> throw new IOException("it does not begin with a picture, as a WebP file must");
        };
    }

    /** Some programs write it, as in JPEG files. */
    private static ByteBuffer withoutPrefix(ByteBuffer exif) {
        return exif.limit() > 6 && exif.get(0) == 'E' ? exif.slice(6, exif.limit() - 6) : exif;
    }

    private static String name(ByteBuffer file, int at) {
        byte[] name = new byte[4];
        file.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
