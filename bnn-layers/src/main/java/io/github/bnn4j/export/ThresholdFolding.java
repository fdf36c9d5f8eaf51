package io.github.bnn4j.export;

import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.layer.Form;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.Thresholds;

/**
 * {@code scale[n] * sum + offset[n] >= 0} as a comparison of integers: {@code sum >= t} for a positive scale, {@code sum
 * <= t} for a negative one, with {@code t = -offset / scale}, and constant for none.
 */
final class ThresholdFolding {

    /**
     * Relative distance from an integer within which t is that integer: far more than rounding in double precision moves
     * it, far less than single precision, in which DL4J computes, can tell apart. Without it a value that is zero before
     * the sign, as after a mean that is an integer, could end up on either side.
     */
    private static final double ROUNDING = 1e-11;

    private ThresholdFolding() {}

    static Thresholds fold(Form form, BitMatrix kernel, Scaling scaling, Step step) {
        MismatchSums sums = MismatchSums.of(form, kernel);
        int[] limits = new int[kernel.rows()];
        long[] flips = new long[BitMatrix.wordsFor(kernel.rows())];
        for (int n = 0; n < limits.length; n++) {
            double scale = scaling.scale()[n];
            double offset = scaling.offset()[n];
            if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
                throw step.notPackable("output " + n + " before it has scale " + scale + " and offset " + offset);
            }
            if (scale == 0) {
                limits[n] = offset >= 0 ? sums.greatestMismatches() : -1;
            } else if (scale > 0) {
                limits[n] = sums.mismatchesForAtLeast(n, snapped(-offset / scale));
            } else {
                // Not of a sum that is greater than t, and sums are integers.
                limits[n] = sums.mismatchesForAtLeast(n, Math.floor(snapped(-offset / scale)) + 1);
                flips[n >>> 6] |= 1L << n;
            }
        }
        return new Thresholds(limits, flips);
    }

    private static double snapped(double t) {
        double integer = Math.rint(t);
        return Math.abs(t - integer) <= ROUNDING * Math.max(1, Math.abs(t)) ? integer : t;
    }
}
