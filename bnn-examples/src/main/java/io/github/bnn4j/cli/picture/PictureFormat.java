package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The formats of pictures that can be read: those of OpenCV's whose size, and whose end, can be found without decoding. Of TIFF
 * the first picture is taken, of an animation the first frame.
 */
enum PictureFormat {
    PNG("PNG", PngChunks::header, "\u0089PNG\r\n\u001A\n"),
    JPEG("JPEG", JpegSegments::header, "\u00FF\u00D8\u00FF"),
    GIF("GIF", GifBlocks::header, "GIF87a", "GIF89a"),
    BMP("BMP", BmpFile::header, "BM"),
    WEBP("WebP", WebPChunks::header, "RIFF????WEBP"),
    TIFF("TIFF", TiffFile::header, "II*\0", "MM\0*"),
    PNM("PNM", PnmFile::header, "P1", "P2", "P3", "P4", "P5", "P6");

    private static final char ANY = '?';

    private final String title;
    private final Structure structure;
    private final String[] beginnings;

    PictureFormat(String title, Structure structure, String... beginnings) {
        this.title = title;
        this.structure = structure;
        this.beginnings = beginnings;
    }

    /**
     * Finds out what a file announces.
     *
     * @param file its bytes, in the order of big-endian machines
     * @throws IOException if it is of no format that is known here, is damaged, or ends early, or has too many pixels
     */
    static PictureHeader header(ByteBuffer file) throws IOException {
        PictureFormat format = of(file).orElseThrow(() -> new IOException("it is not a picture of a known format, "
                + Stream.of(values()).map(each -> each.title).collect(Collectors.joining(", "))));
        try {
            return format.structure.header(file);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("it is truncated: its " + file.limit() + " bytes end before the picture does", e);
        }
    }

    private static Optional<PictureFormat> of(ByteBuffer file) {
        return Stream.of(values())
                .filter(format -> Arrays.stream(format.beginnings).anyMatch(beginning -> begins(file, beginning)))
                .findFirst();
    }

    private static boolean begins(ByteBuffer file, String beginning) {
        byte[] bytes = beginning.getBytes(StandardCharsets.ISO_8859_1);
        boolean begins = file.limit() >= bytes.length;
        for (int i = 0; begins && i < bytes.length; i++) {
            begins = bytes[i] == ANY || bytes[i] == file.get(i);
        }
        return begins;
    }

    @FunctionalInterface
    private interface Structure {
        PictureHeader header(ByteBuffer file) throws IOException;
    }
}
