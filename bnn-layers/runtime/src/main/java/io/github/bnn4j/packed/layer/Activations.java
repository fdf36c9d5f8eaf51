package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Objects;

/**
 * The values between two layers, for some examples. One of the three arrays is there, the one of its value type; rows follow one
 * another.
 *
 * @param rows examples, at least 1
 * @param width values of an example
 * @param bytes {@code rows * width} unsigned bytes from index {@code from} on, or null
 * @param floats {@code rows * width} numbers from index {@code from} on, or null
 * @param signs {@code rows * BitMatrix.wordsFor(width)} words, unused bits 0, or null
 * @param from where bytes or floats begin; 0 for signs
 */
public record Activations(int rows, int width, byte[] bytes, float[] floats, long[] signs, int from) {

    /**
     * Wraps unsigned bytes, such as pixels, which are not copied.
     *
     * @param rows examples, at least 1
     * @param width values of an example
     * @param bytes {@code rows * width} of them from index {@code from} on
     */
    public static Activations ofBytes(int rows, int width, byte[] bytes, int from) {
        Objects.requireNonNull(bytes, "bytes");
        return new Activations(rows, width, bytes, null, null, from);
    }

    /**
     * Wraps real numbers, which are not copied.
     *
     * @param rows examples, at least 1
     * @param width values of an example
     * @param floats {@code rows * width} of them from index {@code from} on
     */
    public static Activations ofFloats(int rows, int width, float[] floats, int from) {
        Objects.requireNonNull(floats, "floats");
        return new Activations(rows, width, null, floats, null, from);
    }

    /**
     * Wraps signs, one bit each, 1 for +1; they are not copied.
     *
     * @param rows examples, at least 1
     * @param width values of an example
     * @param signs {@code rows * BitMatrix.wordsFor(width)} words, unused bits 0
     */
    public static Activations ofSigns(int rows, int width, long[] signs) {
        Objects.requireNonNull(signs, "signs");
        return new Activations(rows, width, null, null, signs, 0);
    }

    /**
     * Returns the sign of real numbers as bits. {@code x >= 0} is +1, zero of either sign included, as everywhere in
     * BNN4J. There is no bit for NaN, which becomes -1.
     *
     * @param floats rows of {@code width} numbers
     */
    public static Activations signsOf(int rows, int width, float[] floats, int from) {
        Objects.requireNonNull(floats, "floats");
        int words = BitMatrix.wordsFor(width);
        long[] signs = words(rows, width);
        for (int word = 0; word < signs.length; word++) {
            int first = word % words << 6;
            signs[word] = signs(floats, from + word / words * width + first, Math.min(Long.SIZE, width - first));
        }
        return ofSigns(rows, width, signs);
    }

    private static long signs(float[] floats, int from, int count) {
        long bits = 0;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            bits |= (long) eightSigns(floats, from + i) << i;
        }
        for (; i < count; i++) {
            bits |= (floats[from + i] >= 0 ? 1L : 0L) << i;
        }
        return bits;
    }

    /** Independent of one another, which a processor compares at the same time; a loop would be a chain. */
    private static int eightSigns(float[] x, int i) {
        return (x[i] >= 0 ? 1 : 0)
                | (x[i + 1] >= 0 ? 2 : 0)
                | (x[i + 2] >= 0 ? 4 : 0)
                | (x[i + 3] >= 0 ? 8 : 0)
                | (x[i + 4] >= 0 ? 16 : 0)
                | (x[i + 5] >= 0 ? 32 : 0)
                | (x[i + 6] >= 0 ? 64 : 0)
                | (x[i + 7] >= 0 ? 128 : 0);
    }

    /**
     * Returns room for what a layer gives, all of which it has to write.
     *
     * @throws IllegalArgumentException if these are more than an array can have
     */
    static float[] floats(int rows, int width) {
        return Workspace.floats(ArraySize.product(rows, width));
    }

    /** Returns words as {@link #floats(int, int)} returns floats, for signs, all of them -1. */
    static long[] words(int rows, int width) {
        return Workspace.zeroLongs(ArraySize.product(rows, BitMatrix.wordsFor(width)));
    }

    /** Returns how they are held. */
    ValueType type() {
        return bytes != null ? ValueType.BYTES : floats != null ? ValueType.FLOATS : ValueType.SIGNS;
    }

    /** Returns the one of the three arrays that is there. */
    public Object array() {
        return bytes != null ? bytes : floats != null ? floats : signs;
    }

    /** Returns all floats, which begin with the first one, copied if need be: loops over arrays that begin alike become vectors. */
    float[] floatsFromStart() {
        return from == 0 ? floats : copyOfFloats();
    }

    /** Returns a copy of all floats, which begins with the first one. */
    float[] copyOfFloats() {
        float[] copy = Workspace.floats(rows * width);
        System.arraycopy(floats, from, copy, 0, copy.length);
        return copy;
    }

    /** Tells how many there are, not the values themselves. */
    @Override
    public String toString() {
        return "Activations[" + rows + " x " + width + " " + type() + "]";
    }
}
