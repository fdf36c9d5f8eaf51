package io.github.bnn4j.packed.layer;

import java.util.Arrays;
import java.util.Objects;

/**
 * Tells what bytes stand for: {@code real = scale[i] * byte + offset[i]}, with one scale and offset for all values, for each
 * channel, or for each value. Immutable.
 */
public final class InputScale {

    /** Roundings to single precision, of the greatest number that takes part, which a real number may have gone through. */
    private static final int ROUNDINGS = 4;

    private final double[] scale;
    private final double[] offset;

    /** A scaled-back number may be so far from a byte: what single precision loses, and no more. */
    private final double[] tolerance;

    /**
     * @param scale finite, not 0; copied
     * @param offset finite, as many; copied
     * @throws IllegalArgumentException if the lengths differ or a number is out of range
     */
    public InputScale(double[] scale, double[] offset) {
        this.scale = Objects.requireNonNull(scale, "scale").clone();
        this.offset = Objects.requireNonNull(offset, "offset").clone();
        if (scale.length < 1 || scale.length != offset.length) {
            throw new IllegalArgumentException("The input needs as many offsets as scales, at least 1, got "
                    + scale.length + " scales and " + offset.length + " offsets");
        }
        for (int i = 0; i < scale.length; i++) {
            if (!Double.isFinite(scale[i]) || scale[i] == 0 || !Double.isFinite(offset[i])) {
                throw new IllegalArgumentException("The input's scale must be finite and not 0, its offset finite, got "
                        + scale[i] + " and " + offset[i]);
            }
        }
        this.tolerance = new double[scale.length];
        Arrays.setAll(tolerance, i -> {
            float greatest = (float) Math.min(Float.MAX_VALUE, 255 * Math.abs(scale[i]) + Math.abs(offset[i]));
            return ROUNDINGS * Math.ulp(greatest) / Math.abs(scale[i]);
        });
    }

    /** Makes one for all values alike. */
    public static InputScale of(double scale, double offset) {
        return new InputScale(new double[] {scale}, new double[] {offset});
    }

    /** Returns how many scales there are: 1, as many as channels, or as many as values. */
    public int count() {
        return scale.length;
    }

    /** Returns a scale. */
    public double scale(int i) {
        return scale[i];
    }

    /** Returns an offset. */
    public double offset(int i) {
        return offset[i];
    }

    /** Returns all scales; a copy. */
    public double[] scales() {
        return scale.clone();
    }

    /** Returns all offsets; a copy. */
    public double[] offsets() {
        return offset.clone();
    }

    /**
     * Returns the byte that stands for a real number.
     *
     * @param index of the number in what was given
     * @throws IllegalArgumentException if none does
     */
    byte byteOf(float value, int i, int index) {
        double exact = (value - offset[i]) / scale[i];
        long rounded = Math.round(exact);
        if (!(Math.abs(exact - rounded) <= tolerance[i]) || rounded < 0 || rounded > 255) {
            throw new IllegalArgumentException(
                    "Value " + value + " at index " + index + " is not one of the 256 numbers from " + (float) offset[i]
                            + " to " + (float) (255 * scale[i] + offset[i]) + " that this network takes");
        }
        return (byte) rounded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InputScale that
                && Arrays.equals(scale, that.scale)
                && Arrays.equals(offset, that.offset);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(scale), Arrays.hashCode(offset));
    }

    @Override
    public String toString() {
        return count() == 1 ? scale[0] + " x + " + offset[0] : count() + " scales and offsets";
    }
}
