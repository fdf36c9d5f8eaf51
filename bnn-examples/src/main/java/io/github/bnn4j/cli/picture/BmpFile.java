package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a BMP file. It has no transparent pixels: of most, the fourth byte says nothing. */
final class BmpFile {

    private static final int OLD_HEADER = 12;
    private static final int UNCOMPRESSED = 0;
    private static final int BIT_FIELDS = 3;

    private BmpFile() {}

    static PictureHeader header(ByteBuffer bytes) throws IOException {
        ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        boolean old = file.getInt(14) == OLD_HEADER;
        // From the top down where the height is negative.
        PictureHeader header = old
                ? PictureHeader.of(Short.toUnsignedInt(file.getShort(18)), Short.toUnsignedInt(file.getShort(20)))
                : PictureHeader.of(file.getInt(18), Math.abs((long) file.getInt(22)));
        int bits = Short.toUnsignedInt(file.getShort(old ? 24 : 28));
        int compression = old ? UNCOMPRESSED : file.getInt(30);
        if (compression == UNCOMPRESSED || compression == BIT_FIELDS) {
            long row = ((long) header.width() * bits + 31) / 32 * 4;
            if (Integer.toUnsignedLong(file.getInt(10)) + row * header.height() > file.limit()) {
                throw new IndexOutOfBoundsException();
            }
        }
        return header.withoutTransparency();
    }
}
