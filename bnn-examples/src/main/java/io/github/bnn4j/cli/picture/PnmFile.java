package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The header of a PBM, PGM or PPM file, of numbers or of bytes. */
final class PnmFile {

    private static final int MOST_DIGITS = 10;

    private final ByteBuffer file;
    private int at = 2;

    private PnmFile(ByteBuffer file) {
        this.file = file;
    }

    static PictureHeader header(ByteBuffer file) throws IOException {
        return new PnmFile(file).header();
    }

    private PictureHeader header() throws IOException {
        int kind = file.get(1) - '0';
        PictureHeader header = PictureHeader.of(number(), number());
        boolean bits = kind == 1 || kind == 4;
        long white = bits ? 1 : number();
        if (!bits && white != 255 && white != 65_535) {
            throw new IOException("its white is %d: only 255 and 65535 can be read".formatted(white));
        }
        long row = bits ? (header.width() + 7) / 8 : (long) header.width() * (white == 255 ? 1 : 2) * channels(kind);
        // What has its pixels as text is left to the decoder.
        if (kind > 3 && at + 1 + row * header.height() > file.limit()) {
            throw new IndexOutOfBoundsException();
        }
        return header;
    }

    private static int channels(int kind) {
        return kind == 3 || kind == 6 ? 3 : 1;
    }

    private long number() throws IOException {
        while (file.get(at) == '#' || Character.isWhitespace(file.get(at))) {
            if (file.get(at) == '#') {
                while (file.get(at) != '\n') {
                    at++;
                }
            }
            at++;
        }
        int from = at;
        long number = 0;
        while (file.get(at) >= '0' && file.get(at) <= '9' && at - from < MOST_DIGITS) {
            number = 10 * number + file.get(at++) - '0';
        }
        if (at == from) {
            throw new IOException("byte %d of its header is no digit".formatted(at));
        }
        return number;
    }
}
