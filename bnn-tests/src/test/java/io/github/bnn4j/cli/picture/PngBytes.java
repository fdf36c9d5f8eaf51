package io.github.bnn4j.cli.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG files of every colour type and depth, chunk by chunk. */
public final class PngBytes {

    public static final int GREY = 0;
    public static final int RGB = 2;
    public static final int PALETTE = 3;
    public static final int GREY_ALPHA = 4;
    public static final int RGBA = 6;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PngBytes() {
        bytes.writeBytes(SIGNATURE);
    }

    /** The beginning of a file. */
    public static PngBytes of(int width, int height, int depth, int colourType) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        return new PngBytes()
                .chunk("IHDR", header.put((byte) depth).put((byte) colourType).array());
    }

    public PngBytes chunk(String name, byte... data) throws IOException {
        byte[] code = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(code);
        sum.update(data);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(data.length);
        out.write(code);
        out.write(data);
        out.writeInt((int) sum.getValue());
        return this;
    }

    /**
     * The end of a file.
     *
     * @param samples of each row, of so many bits each
     */
    public byte[] rows(int depth, int[][] samples) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int[] row : samples) {
                // No filter, then the bits, of each byte the highest first.
                byte[] line = new byte[1 + (row.length * depth + 7) / 8];
                for (int i = 0; i < row.length * depth; i++) {
                    int bit = row[i / depth] >> depth - 1 - i % depth & 1;
                    line[1 + i / 8] |= (byte) (bit << 7 - i % 8);
                }
                deflater.write(line);
            }
        }
        return chunk("IDAT", packed.toByteArray()).chunk("IEND").bytes.toByteArray();
    }
}
