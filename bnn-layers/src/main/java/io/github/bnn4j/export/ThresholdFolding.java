package io.github.bnn4j.export;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.quantizer.BinarySign;
import java.util.List;

/**
 * {@code scale[n] * sum + offset[n] >= 0} as a comparison of integers: {@code sum >= t} for a positive scale, {@code sum
 * <= t} for a negative one, with {@code t = -offset / scale}, and constant for none.
 *
 * @param limits of mismatches, for each scaling and output, those of a scaling together
 * @param flips a bit for each output, 1 where the comparison is inverted
 */
record ThresholdFolding(int[] limits, long[] flips) {

    /**
     * @param scalings of the same scale
     */
    static ThresholdFolding fold(MismatchSums sums, List<Scaling> scalings, Step step) {
        int outputs = scalings.get(0).scale().length;
        int[] limits = new int[scalings.size() * outputs];
        long[] flips = new long[BitMatrix.wordsFor(outputs)];
        for (int i = 0; i < limits.length; i++) {
            int n = i % outputs;
            Scaling scaling = scalings.get(i / outputs);
            limits[i] = limit(sums, n, scaling, step);
            if (scaling.scale()[n] < 0) {
                flips[n >>> 6] |= 1L << n;
            }
        }
        return new ThresholdFolding(limits, flips);
    }

    private static int limit(MismatchSums sums, int n, Scaling scaling, Step step) {
        double scale = scaling.scale()[n];
        double offset = scaling.offset()[n];
        if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
            throw step.notPackable("output " + n + " before it has scale " + scale + " and offset " + offset);
        }
        if (scale == 0) {
            return BinarySign.of(offset) > 0 ? sums.greatestMismatches() : -1;
        } else if (scale > 0) {
            return sums.mismatchesForAtLeast(n, Math.ceil(scaling.threshold(n, Math::rint)));
        }
        // Not of a sum that is greater than t. Sums are integers, here and above.
        return sums.mismatchesForAtLeast(n, Math.floor(scaling.threshold(n, Math::rint)) + 1);
    }
}
