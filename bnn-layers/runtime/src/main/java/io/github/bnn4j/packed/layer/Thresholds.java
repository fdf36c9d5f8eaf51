package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Objects;

/**
 * Bias, batch normalization, padding and sign of a binary layer in one comparison of integers: output n is +1 if its mismatches
 * {@code m <= limit[n]}, and the contrary where flipped; in a convolution, a channel of a pixel is, with the limits of the pixel's
 * border class. Exact.
 */
public final class Thresholds implements OutputStage {

    private final int outputs;
    private final int[] limits;
    private final long[] flips;

    /** Makes the thresholds of outputs that are treated alike everywhere; as {@link #Thresholds(int, int[], long[])}. */
    public Thresholds(int[] limits, long[] flips) {
        this(Objects.requireNonNull(limits, "limits").length, limits, flips);
    }

    /**
     * @param outputs at least 1
     * @param limits for each border class and output, those of a class together; -1 for never, the greatest possible count for
     *     always; copied
     * @param flips a bit for each output, 1 where the comparison is inverted (batch normalization with negative gamma);
     *     unused bits 0; copied
     * @throws IllegalArgumentException if the lengths do not fit, a limit is below -1 or an unused bit is set
     */
    public Thresholds(int outputs, int[] limits, long[] flips) {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(flips, "flips");
        BitMatrix.of(1, outputs, flips);
        if (limits.length < outputs || limits.length % outputs != 0) {
            throw new IllegalArgumentException(
                    "Each class needs a limit for each of " + outputs + " outputs, got " + limits.length + " limits");
        }
        for (int i = 0; i < limits.length; i++) {
            if (limits[i] < -1) {
                throw new IllegalArgumentException("The limit of "
                        + (limits.length == outputs ? "output " : "class " + i / outputs + ", channel ") + i % outputs
                        + " is " + limits[i] + "; it must be at least -1, which no count of mismatches reaches");
            }
        }
        this.outputs = outputs;
        this.limits = limits.clone();
        this.flips = flips.clone();
    }

    /**
     * Returns thresholds by sums of products: output n is +1 if its sum is at least {@code least[n]}.
     *
     * @param sums of the weights
     * @param least for each output; one that no sum reaches is for never, one that is below all sums for always
     * @throws IllegalArgumentException if there are not as many as outputs, or one is NaN
     */
    public static Thresholds atLeast(MismatchSums sums, double... least) {
        Objects.requireNonNull(sums, "sums");
        Objects.requireNonNull(least, "least");
        if (least.length != sums.outputs()) {
            throw new IllegalArgumentException(
                    "Each of " + sums.outputs() + " outputs needs a least sum, got " + least.length);
        }
        int[] limits = new int[least.length];
        for (int n = 0; n < limits.length; n++) {
            if (Double.isNaN(least[n])) {
                throw new IllegalArgumentException(
                        "The least sum of output " + n + " must be a number, got " + least[n]);
            }
            limits[n] = sums.mismatchesForAtLeast(n, least[n]);
        }
        return new Thresholds(limits, new long[BitMatrix.wordsFor(limits.length)]);
    }

    /** Returns a copy. */
    public int[] limits() {
        return limits.clone();
    }

    /** Returns a copy. */
    public long[] flips() {
        return flips.clone();
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public int classes() {
        return limits.length / outputs;
    }

    @Override
    public ValueType type() {
        return ValueType.SIGNS;
    }

    @Override
    public String toString() {
        return "Thresholds[" + outputs() + " outputs, " + (classes() == 1 ? "" : classes() + " classes of window, ")
                + LayerText.flipped(flips) + "]";
    }
}
