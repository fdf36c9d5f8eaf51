package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/** The first picture of a TIFF file: its size, and whether its strips or tiles are all there. */
final class TiffFile {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int SAMPLES = 277;
    private static final int[] STRIP_OFFSETS_AND_BYTES = {273, 279};
    private static final int[] TILE_OFFSETS_AND_BYTES = {324, 325};
    private static final int MOST_SAMPLES = 4;
    private static final int MOST_BITS = 16;

    private TiffFile() {}

    static PictureHeader header(ByteBuffer file) throws IOException {
        TiffDirectory directory = TiffDirectory.first(file);
        PictureHeader header = PictureHeader.of(directory.value(WIDTH, 0), directory.value(HEIGHT, 0));
        if (directory.value(SAMPLES, 1) > MOST_SAMPLES || directory.values(BITS).anyMatch(bits -> bits > MOST_BITS)) {
            throw new IOException("it has more than %d channels, or more than %d bits in one: convert it first"
                    .formatted(MOST_SAMPLES, MOST_BITS));
        }
        requireAll(directory, STRIP_OFFSETS_AND_BYTES, file);
        requireAll(directory, TILE_OFFSETS_AND_BYTES, file);
        return header;
    }

    private static void requireAll(TiffDirectory directory, int[] tags, ByteBuffer file) {
        LongStream offsets = directory.values(tags[0]);
        long[] bytes = directory.values(tags[1]).limit(file.limit()).toArray();
        int[] part = {0};
        offsets.limit(bytes.length).forEach(offset -> {
            if (offset + bytes[part[0]++] > file.limit()) {
                throw new IndexOutOfBoundsException();
            }
        });
    }
}
