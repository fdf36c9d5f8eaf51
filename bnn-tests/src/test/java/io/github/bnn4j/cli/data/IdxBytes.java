package io.github.bnn4j.cli.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Content of IDX files, well-formed or not. */
final class IdxBytes {

    private static final int UNSIGNED_BYTE = 0x08;

    private IdxBytes() {}

    /** Makes a file of unsigned bytes; whether their count fits the shape is up to the test. */
    static byte[] idx(int[] shape, int... data) {
        return idxOfType(UNSIGNED_BYTE, shape, data);
    }

    static byte[] idxOfType(int type, int[] shape, int... data) {
        var buffer = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        buffer.putShort((short) 0).put((byte) type).put((byte) shape.length);
        for (int dimension : shape) {
            buffer.putInt(dimension);
        }
        for (int value : data) {
            buffer.put((byte) value);
        }
        return buffer.array();
    }

    static int[] shape(int... dimensions) {
        return dimensions;
    }

    static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
