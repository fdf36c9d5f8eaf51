package io.github.bnn4j.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the numbers of an {@code .npy} file, whatever their shape. */
public final class NumpyFile {

    private static final int HEADER_LENGTH_AT = 8;

    private NumpyFile() {}

    /** Returns numbers of type {@code <f4}. */
    public static float[] floats(Path file) throws IOException {
        ByteBuffer data = data(file, "<f4");
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    /** Returns numbers of type {@code <i8}. */
    public static long[] longs(Path file) throws IOException {
        ByteBuffer data = data(file, "<i8");
        long[] values = new long[data.remaining() / Long.BYTES];
        data.asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer data(Path file, String type) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = HEADER_LENGTH_AT + Short.BYTES + bytes.getShort(HEADER_LENGTH_AT);
        String header = new String(bytes.array(), 0, start, StandardCharsets.ISO_8859_1);
        if (!header.contains("'descr': '" + type + "'") || header.contains("'fortran_order': True")) {
            throw new IOException(file + " is not of " + type + ": " + header);
        }
        return bytes.position(start).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
