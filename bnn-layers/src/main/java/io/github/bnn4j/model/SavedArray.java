package io.github.bnn4j.model;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.compression.CompressedDataBuffer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Vectors as {@code Nd4j.write} writes them: a buffer with rank, shape, strides and more, then one with the values. A buffer is
 * the name of an allocation mode, the length, the name of a data type, the elements.
 *
 * <p>{@code Nd4j.read} allocates what both announce, and hands strides to native code. So the values alone are taken, and the
 * shape is made anew.
 */
final class SavedArray {

    private static final int HIGHEST_RANK = 32;

    /** Names and lengths of both buffers, and the shape, take less. */
    private static final int MOST_BYTES_OF_HEADERS = 1024;

    private static final Set<DataType> REAL = Set.of(DataType.DOUBLE, DataType.FLOAT, DataType.HALF, DataType.BFLOAT16);

    private SavedArray() {}

    /** Returns the limit of an entry that holds a vector of so many values. */
    static long mostBytes(long values) {
        return MOST_BYTES_OF_HEADERS + values * Double.BYTES;
    }

    /**
     * Reads the vector that an entry consists of.
     *
     * @return a row vector
     * @throws IOException if it has not the expected length, or the entry another length than the vector
     */
    static INDArray readAll(EntryStream in, long expected) throws IOException {
        INDArray vector = read(in);
        if (vector.length() != expected || in.remaining() != 0) {
            throw new IOException(
                    "%,d values are saved, and %,d bytes after them, but the configuration needs %,d values"
                            .formatted(vector.length(), in.remaining(), expected));
        }
        return vector;
    }

    /**
     * Reads the next vector.
     *
     * @return a row vector
     * @throws IOException if it is no vector of real numbers, or announces more than the entry has
     */
    static INDArray read(EntryStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        long length = readLength(data);
        Header values = Header.read(data);
        if (values.length != length) {
            throw new IOException("An array of " + length + " values announces " + values.length);
        }
        if (!REAL.contains(values.type)) {
            throw new IOException("An array of type " + values.type + " is no array of real numbers");
        }
        if (length > in.remaining() / values.type.width()) {
            throw new IOException("An array is announced to have %,d values of %d bytes, but %,d bytes are left"
                    .formatted(length, values.type.width(), in.remaining()));
        }
        DataInputStream elements = new DataInputStream(in.next(length * values.type.width()));
        DataBuffer buffer = CompressedDataBuffer.readUnknown(elements, values.mode, length, values.type);
        return Nd4j.create(buffer, 1L, length);
    }

    private static long readLength(DataInputStream data) throws IOException {
        Header header = Header.read(data);
        if (header.type != DataType.LONG && header.type != DataType.INT || header.length > 2 * HIGHEST_RANK + 4) {
            throw new IOException(
                    "An array's shape is announced as " + header.length + " values of type " + header.type);
        }
        long[] info = new long[(int) header.length];
        for (int i = 0; i < info.length; i++) {
            info[i] = header.type == DataType.LONG ? data.readLong() : data.readInt();
        }
        if (info.length == 0 || info[0] < 1 || info.length != 2 * info[0] + 4) {
            throw new IOException("An array's shape is damaged: " + Arrays.toString(info));
        }
        int rank = (int) info[0];
        long length = 1;
        for (int i = 1; i <= rank; i++) {
            if (info[i] != 1) {
                if (info[i] < 1 || length != 1 || info[rank + i] != 1) {
                    throw new IOException(
                            "An array is not a vector whose values lie in a row: " + Arrays.toString(info));
                }
                length = info[i];
            }
        }
        return length;
    }

    /** The header comes ahead of the elements of a buffer. */
    private record Header(DataBuffer.AllocationMode mode, long length, DataType type) {

        static Header read(DataInputStream data) throws IOException {
            DataBuffer.AllocationMode mode = named(DataBuffer.AllocationMode.class, data.readUTF());
            // As ND4J does: the modes of old have lengths of 32 bits.
            boolean isOld = mode.ordinal() < DataBuffer.AllocationMode.LONG_SHAPE.ordinal();
            long length = isOld ? data.readInt() : data.readLong();
            if (length < 0) {
                throw new IOException("A buffer is announced to have " + length + " elements");
            }
            return new Header(mode, length, named(DataType.class, data.readUTF()));
        }

        private static <E extends Enum<E>> E named(Class<E> type, String name) throws IOException {
            try {
                return Enum.valueOf(type, name);
            } catch (IllegalArgumentException e) {
                throw new IOException("An array in the file names an unknown " + type.getSimpleName(), e);
            }
        }
    }
}
