package io.github.bnn4j.cli.data;

import io.github.bnn4j.cli.command.FileFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * Content of an IDX file of unsigned bytes, the format of MNIST: two zero bytes, the element type, the number of
 * dimensions, each dimension as a big-endian 32-bit number, then the elements in row-major order.
 *
 * @param name name of the file, for error messages
 * @param shape the dimensions, each at least 1
 * @param data the elements; as many as the product of the dimensions; not copied
 */
record IdxFile(String name, int[] shape, byte[] data) {

    /** Far above any known data set of this format (EMNIST has 638 million bytes), far below the limit of arrays. */
    private static final int MAX_ELEMENTS = 1 << 30;

    /**
     * Gzip may shrink so many to one byte, of more than {@link #ALWAYS_CREDIBLE} elements: MNIST shrinks fivefold, nothing but
     * zeros a thousandfold.
     */
    private static final int MOST_COMPRESSION = 64;

    private static final int ALWAYS_CREDIBLE = 1 << 26;

    private static final int UNSIGNED_BYTE = 0x08;

    /** Returns the highest element. */
    int highest() {
        int highest = 0;
        for (byte element : data) {
            highest = Math.max(highest, Byte.toUnsignedInt(element));
        }
        return highest;
    }

    /**
     * Reads a file, gzipped or not.
     *
     * @param file the file
     * @return its content
     * @throws IdxFormatException if it is not a well-formed IDX file of unsigned bytes
     * @throws IOException if it cannot be read
     */
    static IdxFile read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw FileFailure.naming(file, e);
        }
    }

    /**
     * Reads a stream to its end, gzipped or not.
     *
     * @param in the stream; not closed
     * @param name name of the stream for error messages
     * @return its content
     * @throws IdxFormatException if it is not a well-formed IDX file of unsigned bytes
     * @throws IOException if it cannot be read
     */
    static IdxFile read(InputStream in, String name) throws IOException {
        var buffered = new BufferedInputStream(in);
        if (!isGzip(buffered)) {
            return readPlain(buffered, name, MAX_ELEMENTS);
        }
        byte[] zipped = buffered.readNBytes(MAX_ELEMENTS);
        long credible = Math.max(ALWAYS_CREDIBLE, (long) MOST_COMPRESSION * zipped.length);
        try (var gunzipped = new StrictGzipInputStream(zipped)) {
            return readPlain(gunzipped, name, credible);
        } catch (EOFException | ZipException e) {
            throw new IdxFormatException(name, "gzip data truncated or damaged: " + e.getMessage(), e);
        }
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    private static IdxFile readPlain(InputStream in, String name, long credible) throws IOException {
        int[] shape = readShape(in, name);
        int expected = elementsOf(shape, name);
        // readNBytes grows with what arrives: a forged header cannot make it allocate what it announces.
        byte[] data = in.readNBytes((int) Math.min(expected, credible));
        if (data.length == credible && credible < expected) {
            throw new IdxFormatException(
                    name,
                    "dimensions %s are not credible: so little gzip data does not hold more than %d bytes"
                            .formatted(dimensions(shape), credible));
        }
        if (data.length < expected) {
            throw new IdxFormatException(
                    name,
                    "truncated: dimensions %s need %d bytes of data, got %d"
                            .formatted(dimensions(shape), expected, data.length));
        }
        if (in.read() >= 0) {
            throw new IdxFormatException(
                    name,
                    "trailing bytes after the %d bytes of data of dimensions %s"
                            .formatted(expected, dimensions(shape)));
        }
        return new IdxFile(name, shape, data);
    }

    private static int[] readShape(InputStream in, String name) throws IOException {
        var magic = readHeader(in, Integer.BYTES, name);
        if (magic.getShort(0) != 0) {
            throw new IdxFormatException(
                    name, "bad magic 0x%08X: an IDX file starts with two zero bytes".formatted(magic.getInt(0)));
        }
        int type = magic.get(2);
        if (type != UNSIGNED_BYTE) {
            throw new IdxFormatException(
                    name, "unsupported element type 0x%02X: only 0x08, unsigned bytes, can be read".formatted(type));
        }
        int rank = Byte.toUnsignedInt(magic.get(3));
        if (rank == 0) {
            throw new IdxFormatException(name, "the header says 0 dimensions: at least 1 is needed");
        }
        var shape = new int[rank];
        readHeader(in, rank * Integer.BYTES, name).asIntBuffer().get(shape);
        return shape;
    }

    private static ByteBuffer readHeader(InputStream in, int expected, String name) throws IOException {
        byte[] bytes = in.readNBytes(expected);
        if (bytes.length < expected) {
            throw new IdxFormatException(
                    name, "truncated header: expected %d more bytes, got %d".formatted(expected, bytes.length));
        }
        return ByteBuffer.wrap(bytes);
    }

    private static int elementsOf(int[] shape, String name) throws IdxFormatException {
        long elements = 1;
        for (int dimension : shape) {
            elements *= Integer.toUnsignedLong(dimension);
            if (elements == 0 || elements > MAX_ELEMENTS) {
                throw new IdxFormatException(
                        name,
                        "dimensions %s are not credible: their product must be from 1 to %d"
                                .formatted(dimensions(shape), MAX_ELEMENTS));
            }
        }
        return (int) elements;
    }

    private static String dimensions(int[] shape) {
        return Arrays.stream(shape).mapToObj(Integer::toUnsignedString).collect(Collectors.joining(" x "));
    }
}
