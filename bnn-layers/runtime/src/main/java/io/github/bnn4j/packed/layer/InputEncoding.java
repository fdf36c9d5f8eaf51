package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Objects;

/**
 * Tells what a packed network takes: the value type of a value, the shape of an example, and how bytes and real numbers relate:
 * {@code real = scale * byte + offset}, the scaling that the network was trained with, such as 2/255 and -1 for pixels in [-1,
 * 1], one for all values, or for each channel, or for each value.
 *
 * @param type bytes (exact, and what images are), floats, or signs
 * @param channels at least 1; 1 for grey images and for plain vectors. Values of a channel follow one another, row by row
 * @param height at least 1; 1 for plain vectors
 * @param width at least 1
 * @param scaling one scale and offset for all values, for each channel, or for each value in the order of the example
 */
public record InputEncoding(ValueType type, int channels, int height, int width, InputScale scaling) {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public InputEncoding {
        Objects.requireNonNull(type, "type");
        new ImageShape(channels, height, width);
        Objects.requireNonNull(scaling, "scaling");
        int size = channels * height * width;
        if (scaling.count() != 1 && scaling.count() != channels && scaling.count() != size) {
            throw new IllegalArgumentException("The input needs 1 scale, or one for each of " + channels
                    + " channels or of " + size + " values, got " + scaling.count());
        }
    }

    /**
     * Makes an encoding with one scale and offset for all values.
     *
     * @param scale finite, not 0
     * @param offset finite
     * @throws IllegalArgumentException if a number is out of range
     */
    public InputEncoding(ValueType type, int channels, int height, int width, double scale, double offset) {
        this(type, channels, height, width, InputScale.of(scale, offset));
    }

    /**
     * Returns the scale of all values.
     *
     * @throws IllegalStateException if they have several; see {@link #scaling()}
     */
    public double scale() {
        requireOne();
        return scaling.scale(0);
    }

    /**
     * Returns the offset of all values.
     *
     * @throws IllegalStateException if they have several; see {@link #scaling()}
     */
    public double offset() {
        requireOne();
        return scaling.offset(0);
    }

    private void requireOne() {
        if (scaling.count() != 1) {
            throw new IllegalStateException("The input has " + scaling + ", not one for all values: see scaling()");
        }
    }

    /** Returns the scale of a value. */
    public double scale(int value) {
        return scaling.scale(indexOf(value));
    }

    /** Returns the offset of a value. */
    public double offset(int value) {
        return scaling.offset(indexOf(value));
    }

    private int indexOf(int value) {
        if (scaling.count() == 1) {
            return 0;
        }
        return scaling.count() == size() ? value : value / (height * width);
    }

    /**
     * Makes an encoding of unsigned bytes that stand for numbers from {@code min} (0) to {@code max} (255), channel after
     * channel, of a channel row after row: of a picture first all red, then all green, then all blue. So it is for networks of
     * either of DL4J's data formats.
     */
    public static InputEncoding bytes(double min, double max, int channels, int height, int width) {
        return new InputEncoding(ValueType.BYTES, channels, height, width, (max - min) / 255, min);
    }

    /** Makes an encoding of real numbers, as they are. */
    public static InputEncoding floats(int size) {
        return new InputEncoding(ValueType.FLOATS, 1, 1, size, 1, 0);
    }

    /** +1 and -1. */
    public static InputEncoding signs(int size) {
        return new InputEncoding(ValueType.SIGNS, 1, 1, size, 1, 0);
    }

    /** Makes an encoding of real numbers of an image, as they are, in the order of {@link #bytes}. */
    public static InputEncoding floats(int channels, int height, int width) {
        return new InputEncoding(ValueType.FLOATS, channels, height, width, 1, 0);
    }

    /** +1 and -1 of an image, in the order of {@link #bytes}. */
    public static InputEncoding signs(int channels, int height, int width) {
        return new InputEncoding(ValueType.SIGNS, channels, height, width, 1, 0);
    }

    /** Returns the size of an example. */
    public ImageShape image() {
        return new ImageShape(channels, height, width);
    }

    /** Returns the count of values of an example. */
    public int size() {
        return channels * height * width;
    }

    /** Returns the shape as people write it, such as {@code 1x28x28}. */
    public String shape() {
        return image().toString();
    }

    /**
     * @param values {@code rows * size()} of them from index {@code from} on; not modified
     * @throws IllegalArgumentException if the network takes signs and a byte is neither 1 nor -1
     */
    public Activations encode(byte[] values, int from, int rows) {
        Objects.requireNonNull(values, "values");
        return switch (type) {
            case BYTES -> Activations.ofBytes(rows, size(), values, from);
            case FLOATS -> {
                float[] floats = Activations.floats(rows, size());
                for (int i = 0; i < floats.length; i++) {
                    int value = i % size();
                    floats[i] = (float) (scale(value) * (values[from + i] & 0xFF) + offset(value));
                }
                yield Activations.ofFloats(rows, size(), floats, 0);
            }
            case SIGNS -> {
                long[] words = Activations.words(rows, size());
                for (int i = 0; i < rows * size(); i++) {
                    setSign(words, i, values[from + i], from + i);
                }
                yield Activations.ofSigns(rows, size(), words);
            }
        };
    }

    /**
     * @param values {@code rows * size()} of them from index {@code from} on; not modified
     * @throws IllegalArgumentException if the network takes signs and a value is neither 1 nor -1, if it takes bytes and a
     *     value is not one of the 256 numbers that these stand for, or if it takes floats and a value is not finite
     */
    public Activations encode(float[] values, int from, int rows) {
        Objects.requireNonNull(values, "values");
        return switch (type) {
            case BYTES -> {
                byte[] bytes = Workspace.bytes(ArraySize.product(rows, size()));
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = scaling.byteOf(values[from + i], indexOf(i % size()), from + i);
                }
                yield Activations.ofBytes(rows, size(), bytes, 0);
            }
            case FLOATS -> {
                requireFinite(values, from, rows * size());
                yield Activations.ofFloats(rows, size(), values, from);
            }
            case SIGNS -> {
                long[] words = Activations.words(rows, size());
                for (int i = 0; i < rows * size(); i++) {
                    setSign(words, i, values[from + i], from + i);
                }
                yield Activations.ofSigns(rows, size(), words);
            }
        };
    }

    /** A sign has no bit for NaN, and the sum of two infinities is none: classes would be told with confidence. */
    private static void requireFinite(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("Value " + values[i] + " at index " + i
                        + " is not finite; this network takes finite values only");
            }
        }
    }

    private void setSign(long[] words, int i, double value, int index) {
        int row = i / size();
        int column = i % size();
        if (value == 1) {
            words[row * BitMatrix.wordsFor(size()) + (column >>> 6)] |= 1L << column;
        } else if (value != -1) {
            throw new IllegalArgumentException("Value " + value + " at index " + index
                    + " is neither 1 nor -1, the only values that this network takes");
        }
    }
}
