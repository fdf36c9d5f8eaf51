package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Objects;

/**
 * {@code +1 if x >= threshold[n] else -1}, and of features whose order is inverted {@code +1 if x <= threshold[n] else -1}:
 * what the sign of a shifted or normalized number is, exactly. NaN, which is neither, becomes -1. The features may be those of
 * a vector, or the channels of each pixel of an image.
 */
public final class FloatThresholds implements PackedLayer {

    private final float[] thresholds;
    private final long[] inverted;
    private final int pixels;
    private final int inputs;

    /** Such that {@code factors[i] * x >= limits[i]}: as many more than there are features as a word reads beyond the last. */
    private final float[] factors;

    private final float[] limits;

    /**
     * @param thresholds of each feature; an infinite one makes it the same for all numbers; copied
     * @param inverted a bit for each feature, 1 where numbers up to the threshold are +1; unused bits 0; copied
     * @param pixels of an example, each of which has these features; at least 1
     * @throws IllegalArgumentException if the lengths do not fit, a threshold is NaN, an unused bit is set or an example has
     *     2^28 values or more
     */
    public FloatThresholds(float[] thresholds, long[] inverted, int pixels) {
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(inverted, "inverted");
        this.inputs = Pixels.values(thresholds.length, pixels);
        BitMatrix.of(1, thresholds.length, inverted);
        this.thresholds = thresholds.clone();
        this.inverted = inverted.clone();
        this.pixels = pixels;
        this.factors = new float[thresholds.length + Long.SIZE - 1];
        this.limits = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            int n = i % thresholds.length;
            if (Float.isNaN(thresholds[n])) {
                throw new IllegalArgumentException(
                        "The threshold with index " + n + " must be a number, got " + thresholds[n]);
            }
            factors[i] = (inverted[n >>> 6] >>> n & 1) == 0 ? 1 : -1;
            limits[i] = factors[i] * thresholds[n];
        }
    }

    /**
     * Returns a layer that compares all values with one threshold, such as pixels that are white or black.
     *
     * @param threshold from which on a value is +1; not NaN
     * @param inputs values of an example
     * @throws IllegalArgumentException if the threshold is NaN, or an example has less than 1 value, or 2^28 or more
     */
    public static FloatThresholds atLeast(float threshold, int inputs) {
        return new FloatThresholds(new float[] {threshold}, new long[1], inputs);
    }

    /** Returns a copy. */
    public float[] thresholds() {
        return thresholds.clone();
    }

    /** Returns a copy. */
    public long[] inverted() {
        return inverted.clone();
    }

    /** Returns how many pixels an example has, each of which has these features. */
    public int pixels() {
        return pixels;
    }

    @Override
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.SIGNS;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        int words = BitMatrix.wordsFor(inputs);
        long[] signs = Activations.words(x.rows(), inputs);
        for (int word = 0; word < signs.length; word++) {
            int first = word % words << 6;
            int at = x.from() + word / words * inputs + first;
            signs[word] = compare(x.floats(), at, first % thresholds.length, Math.min(Long.SIZE, inputs - first));
        }
        return Activations.ofSigns(x.rows(), inputs, signs);
    }

    private long compare(float[] x, int at, int feature, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (factors[feature + i] * x[at + i] >= limits[feature + i] ? 1L : 0L) << i;
        }
        return bits;
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.flipped(inverted));
    }
}
