package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
import java.util.Objects;

/**
 * What a packed network takes: the value type of a value, the shape of an example, and how bytes and real numbers relate: {@code
 * real = scale * byte + offset}, the scaling that the network was trained with, such as 2/255 and -1 for pixels in
 * [-1, 1].
 *
 * @param type bytes (exact, and what images are), floats, or signs
 * @param channels at least 1; 1 for grey images and for plain vectors. Values of a channel follow one another, row by row
 * @param height at least 1; 1 for plain vectors
 * @param width at least 1
 * @param scale finite, not 0
 * @param offset finite
 */
public record InputEncoding(ValueType type, int channels, int height, int width, double scale, double offset) {

    /** Roundings to single precision, of the greatest number that takes part, which a real number may have gone through. */
    private static final int ROUNDINGS = 4;

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public InputEncoding {
        Objects.requireNonNull(type, "type");
        new ImageShape(channels, height, width);
        if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "The input's scale must be finite and not 0, its offset finite, got " + scale + " and " + offset);
        }
    }

    /**
     * Unsigned bytes that stand for numbers from {@code min} (0) to {@code max} (255), channel after channel, of a channel row
     * after row: of a picture first all red, then all green, then all blue. So it is for networks of either of DL4J's data
     * formats.
     */
    public static InputEncoding bytes(double min, double max, int channels, int height, int width) {
        return new InputEncoding(ValueType.BYTES, channels, height, width, (max - min) / 255, min);
    }

    /** Real numbers, as they are. */
    public static InputEncoding floats(int size) {
        return new InputEncoding(ValueType.FLOATS, 1, 1, size, 1, 0);
    }

    /** +1 and -1. */
    public static InputEncoding signs(int size) {
        return new InputEncoding(ValueType.SIGNS, 1, 1, size, 1, 0);
    }

    /** Real numbers of an image, as they are, in the order of {@link #bytes}. */
    public static InputEncoding floats(int channels, int height, int width) {
        return new InputEncoding(ValueType.FLOATS, channels, height, width, 1, 0);
    }

    /** +1 and -1 of an image, in the order of {@link #bytes}. */
    public static InputEncoding signs(int channels, int height, int width) {
        return new InputEncoding(ValueType.SIGNS, channels, height, width, 1, 0);
    }

    /** The size of an example. */
    public ImageShape image() {
        return new ImageShape(channels, height, width);
    }

    /** Values of an example. */
    public int size() {
        return channels * height * width;
    }

    /** The shape as people write it, such as {@code 1x28x28}. */
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
                    floats[i] = (float) (scale * (values[from + i] & 0xFF) + offset);
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
                byte[] bytes = new byte[ArraySize.product(rows, size())];
                double tolerance = tolerance();
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = byteOf(values[from + i], from + i, tolerance);
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
                throw new IllegalArgumentException(
                        "Value " + values[i] + " at index " + i + " is not finite, which this network demands");
            }
        }
    }

    private byte byteOf(float value, int index, double tolerance) {
        double exact = (value - offset) / scale;
        long rounded = Math.round(exact);
        if (!(Math.abs(exact - rounded) <= tolerance) || rounded < 0 || rounded > 255) {
            throw new IllegalArgumentException(
                    "Value " + value + " at index " + index + " is none of the numbers " + (float) offset + " to "
                            + (float) (255 * scale + offset) + " in 255 steps that this network takes");
        }
        return (byte) rounded;
    }

    /** How far from a byte a scaled-back number may be: what single precision loses, and no more. */
    private double tolerance() {
        float greatest = (float) Math.min(Float.MAX_VALUE, 255 * Math.abs(scale) + Math.abs(offset));
        return ROUNDINGS * Math.ulp(greatest) / Math.abs(scale);
    }

    private void setSign(long[] words, int i, double value, int index) {
        int row = i / size();
        int column = i % size();
        if (value == 1) {
            words[row * BitMatrix.wordsFor(size()) + (column >>> 6)] |= 1L << column;
        } else if (value != -1) {
            throw new IllegalArgumentException(
                    "Value " + value + " at index " + index + " is neither 1 nor -1, which this network takes");
        }
    }
}
