package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Objects;

/**
 * Bias, batch normalization and sign of a binary layer in one comparison of integers: output n is +1 if its mismatches
 * {@code m <= limit[n]}, and the contrary where flipped. Exact.
 */
public final class Thresholds implements OutputStage {

    private final int[] limits;
    private final long[] flips;

    /**
     * @param limits for each output; -1 for never, the greatest possible count for always; copied
     * @param flips a bit for each output, 1 where the comparison is inverted (batch normalization with negative gamma);
     *     unused bits 0; copied
     * @throws IllegalArgumentException if the lengths do not fit, a limit is below -1 or an unused bit is set
     */
    public Thresholds(int[] limits, long[] flips) {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(flips, "flips");
        BitMatrix.of(1, limits.length, flips);
        for (int n = 0; n < limits.length; n++) {
            if (limits[n] < -1) {
                throw new IllegalArgumentException("The limit of output " + n + " is " + limits[n]
                        + "; it must be at least -1, which no count of mismatches reaches");
            }
        }
        this.limits = limits.clone();
        this.flips = flips.clone();
    }

    /** A copy. */
    public int[] limits() {
        return limits.clone();
    }

    /** A copy. */
    public long[] flips() {
        return flips.clone();
    }

    @Override
    public int outputs() {
        return limits.length;
    }

    @Override
    public ValueType type() {
        return ValueType.SIGNS;
    }

    @Override
    public Activations newOutput(int rows) {
        return Activations.ofSigns(rows, limits.length, Activations.words(rows, limits.length));
    }

    @Override
    public void apply(int[] mismatches, MismatchSums sums, Activations out, int row) {
        Objects.requireNonNull(mismatches, "mismatches");
        Objects.requireNonNull(sums, "sums");
        Objects.requireNonNull(out, "out");
        long[] words = out.signs();
        for (int n = 0; n < limits.length; n++) {
            // The sign bit of limit - m, inverted, without a branch that the processor could not predict.
            words[row * flips.length + (n >>> 6)] |= (long) (~(limits[n] - mismatches[n]) >>> 31) << n;
        }
        for (int i = 0; i < flips.length; i++) {
            words[row * flips.length + i] ^= flips[i];
        }
    }

    @Override
    public String toString() {
        return "Thresholds[" + outputs() + " outputs, " + LayerText.flipped(flips) + "]";
    }
}
