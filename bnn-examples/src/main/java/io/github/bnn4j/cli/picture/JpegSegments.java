package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The segments of a JPEG file, up to the marker of its end: a decoder makes grey of what is missing. */
final class JpegSegments {

    private static final int TEMPORARY = 0x01;
    private static final int EXTENSION = 0xC8;
    private static final int HUFFMAN_TABLE = 0xC4;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int FIRST_RESTART = 0xD0;
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int APP1 = 0xE1;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    private JpegSegments() {}

    static PictureHeader header(ByteBuffer file) throws IOException {
        PictureHeader header = null;
        ExifOrientation orientation = null;
        int at = 0;
        while (true) {
            at = afterMarker(file, at);
            int marker = file.get(at - 1) & 0xFF;
            if (marker == END) {
                if (header == null) {
                    throw new IOException("it has no picture before its end");
                }
                return header.turned(orientation == null ? ExifOrientation.UPRIGHT : orientation);
            }
            if (standsAlone(marker)) {
                continue;
            }
            int length = Short.toUnsignedInt(file.getShort(at));
            if (isFrame(marker)) {
                header = PictureHeader.of(
                        Short.toUnsignedInt(file.getShort(at + 5)), Short.toUnsignedInt(file.getShort(at + 3)));
            } else if (orientation == null && marker == APP1 && isExif(file, at, length)) {
                orientation = ExifOrientation.in(file.slice(at + 2 + EXIF.length, length - 2 - EXIF.length));
            }
            at += Math.max(2, length);
        }
    }

    /** Returns the place after the next marker: between segments there are the bits of pixels, in which 0 follows 0xFF. */
    private static int afterMarker(ByteBuffer file, int from) {
        int at = from;
        while (file.get(at) != (byte) 0xFF || file.get(at + 1) == 0 || file.get(at + 1) == (byte) 0xFF) {
            at++;
        }
        return at + 2;
    }

    private static boolean standsAlone(int marker) {
        return marker == TEMPORARY || marker >= FIRST_RESTART && marker <= START;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != HUFFMAN_TABLE
                && marker != EXTENSION
                && marker != ARITHMETIC_CONDITIONING;
    }

    private static boolean isExif(ByteBuffer file, int at, int length) {
        return length >= 2 + EXIF.length && file.slice(at + 2, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }
}
