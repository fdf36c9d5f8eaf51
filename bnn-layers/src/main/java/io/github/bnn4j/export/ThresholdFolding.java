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
                limits[n] = sums.mismatchesForAtLeast(n, Math.ceil(scaling.threshold(n, Math::rint)));
            } else {
                // Not of a sum that is greater than t. Sums are integers, here and above.
                limits[n] = sums.mismatchesForAtLeast(n, Math.floor(scaling.threshold(n, Math::rint)) + 1);
                flips[n >>> 6] |= 1L << n;
            }
        }
        return new Thresholds(limits, flips);
    }
}
