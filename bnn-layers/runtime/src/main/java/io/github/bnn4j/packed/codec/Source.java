package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers, and never more of them than there are: arrays are allocated only when their bytes are there. */
final class Source {

    private final ByteBuffer buffer;
    private final String where;

    /**
     * @param where names this part of the file in messages
     */
    Source(ByteBuffer buffer, String where) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
    }

    PackedFormatException wrong(String what) {
        return new PackedFormatException(where + ": " + what);
    }

    private void need(long count, int size, String what) throws PackedFormatException {
        if (count > buffer.remaining() / size) {
            throw wrong(count + " x " + size + " bytes are announced for the " + what + ", but only "
                    + buffer.remaining() + " are left");
        }
    }

    int u8(String what) throws PackedFormatException {
        need(1, 1, what);
        return buffer.get() & 0xFF;
    }

    int u16(String what) throws PackedFormatException {
        need(1, 2, what);
        return buffer.getShort() & 0xFFFF;
    }

    /** Reads an unsigned number that must be at least {@code min} and less than 2^31. */
    int size(String what, int min) throws PackedFormatException {
        need(1, 4, what);
        int value = buffer.getInt();
        if (value < min) {
            throw wrong(what + " is " + Integer.toUnsignedString(value) + "; it must be at least " + min
                    + " and less than 2^31");
        }
        return value;
    }

    /** Reads a byte that is 0 or 1. */
    boolean bit(String what) throws PackedFormatException {
        int value = u8(what);
        if (value > 1) {
            throw wrong(what + " is " + value + "; it must be 0 or 1");
        }
        return value == 1;
    }

    int inputs() throws PackedFormatException {
        return size("count of inputs", 1);
    }

    int outputs() throws PackedFormatException {
        return size("count of outputs", 1);
    }

    int channels() throws PackedFormatException {
        return size("count of channels", 1);
    }

    int features() throws PackedFormatException {
        return size("count of features", 1);
    }

    int pixels() throws PackedFormatException {
        return size("count of pixels", 1);
    }

    void zeros(int count) throws PackedFormatException {
        for (int i = 0; i < count; i++) {
            int value = u8("reserved bytes");
            if (value != 0) {
                throw wrong("a reserved byte is " + value + "; it must be 0");
            }
        }
    }

    BitMatrix signs(int rows, long columns) throws PackedFormatException {
        if (columns > Integer.MAX_VALUE) {
            throw wrong("there are " + columns + " weights for each output; there must be less than 2^31");
        }
        long words = (long) rows * BitMatrix.wordsFor((int) columns);
        need(words, Long.BYTES, "signs");
        BitMatrix signs =
                BitMatrix.of(rows, (int) columns, buffer.asLongBuffer().limit((int) words));
        skip((int) words * Long.BYTES);
        return signs;
    }

    long[] longs(long count, String what) throws PackedFormatException {
        need(count, Long.BYTES, what);
        long[] values = new long[(int) count];
        buffer.asLongBuffer().get(values);
        skip(values.length * Long.BYTES);
        return values;
    }

    int[] ints(long count, String what) throws PackedFormatException {
        need(count, Integer.BYTES, what);
        int[] values = new int[(int) count];
        buffer.asIntBuffer().get(values);
        skip(values.length * Integer.BYTES);
        return values;
    }

    double[] doubles(long count, String what) throws PackedFormatException {
        need(count, Double.BYTES, what);
        double[] values = new double[(int) count];
        buffer.asDoubleBuffer().get(values);
        skip(values.length * Double.BYTES);
        return values;
    }

    float[] floats(long count, String what) throws PackedFormatException {
        need(count, Float.BYTES, what);
        float[] values = new float[(int) count];
        buffer.asFloatBuffer().get(values);
        skip(values.length * Float.BYTES);
        return values;
    }

    /** Reads so many for each of some outputs. */
    float[] floats(int outputs, long each, String what) throws PackedFormatException {
        if (each > Integer.MAX_VALUE) {
            throw wrong("there are " + each + " " + what + " for each output; there must be less than 2^31");
        }
        return floats(outputs * each, what);
    }

    String text(int bytes, String what) throws PackedFormatException {
        need(bytes, 1, what);
        if (bytes == 0) {
            return "";
        }
        byte[] utf8 = new byte[bytes];
        buffer.get(utf8);
        String text = new String(utf8, StandardCharsets.UTF_8);
        // What is not UTF-8 has become another character. A decoder for each label would take more memory than the
        // labels.
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw wrong(what + " is not UTF-8");
        }
        return text;
    }

    /** Reads the next bytes. */
    ByteBuffer part(int bytes, String what) throws PackedFormatException {
        need(bytes, 1, what);
        ByteBuffer part = buffer.slice(buffer.position(), bytes);
        skip(bytes);
        return part;
    }

    void end() throws PackedFormatException {
        if (buffer.hasRemaining()) {
            throw wrong(buffer.remaining() + " bytes are left over at its end");
        }
    }

    private void skip(int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
