package io.github.bnn4j.packed.codec;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes numbers, the lowest byte first. */
final class LittleEndian {

    private final DataOutputStream out;

    LittleEndian(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    void u8(int value) throws IOException {
        out.writeByte(value);
    }

    void u16(int value) throws IOException {
        out.writeShort(Short.reverseBytes((short) value));
    }

    void u32(int value) throws IOException {
        out.writeInt(Integer.reverseBytes(value));
    }

    void bytes(byte[] values) throws IOException {
        out.write(values);
    }

    void zeros(int count) throws IOException {
        bytes(new byte[count]);
    }

    void longs(long[] values) throws IOException {
        for (long value : values) {
            out.writeLong(Long.reverseBytes(value));
        }
    }

    void ints(int[] values) throws IOException {
        for (int value : values) {
            u32(value);
        }
    }

    void doubles(double... values) throws IOException {
        for (double value : values) {
            out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(value)));
        }
    }

    void floats(float... values) throws IOException {
        for (float value : values) {
            u32(Float.floatToRawIntBits(value));
        }
    }
}
