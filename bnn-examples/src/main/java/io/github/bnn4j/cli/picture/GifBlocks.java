package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of a GIF file, up to the last. */
final class GifBlocks {

    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2C;
    private static final int END = 0x3B;

    private GifBlocks() {}

    static PictureHeader header(ByteBuffer bytes) throws IOException {
        ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        PictureHeader header =
                PictureHeader.of(Short.toUnsignedInt(file.getShort(6)), Short.toUnsignedInt(file.getShort(8)));
        int at = 13 + colours(file.get(10));
        while (true) {
            int kind = file.get(at);
            switch (kind) {
                case EXTENSION -> at = afterSubBlocks(file, at + 2);
                case PICTURE -> at = afterSubBlocks(file, at + 11 + colours(file.get(at + 9)));
                case END -> {
                    return header;
                }
                default -> throw new IOException("it is damaged: byte %d does not begin a block of GIF".formatted(at));
            }
        }
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int afterSubBlocks(ByteBuffer file, int from) {
        int at = from;
        while (file.get(at) != 0) {
            at += 1 + Byte.toUnsignedInt(file.get(at));
        }
        return at + 1;
    }
}
