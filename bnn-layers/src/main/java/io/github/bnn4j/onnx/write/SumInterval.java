package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.MismatchSums;

/**
 * Tells where the border between -1 and +1 may be for sums of integers: sums up to {@code low} are on one side, those from {@code
 * high} on on the other.
 *
 * @param low a sum, or infinite
 * @param high a sum, or infinite
 */
record SumInterval(double low, double high) {

    static final SumInterval ALL = new SumInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Returns the border that a limit of mismatches is: beyond all sums if it is always kept, or never. */
    static SumInterval of(MismatchSums sums, int n, int limit) {
        return new SumInterval(
                limit == sums.greatestMismatches() ? Double.NEGATIVE_INFINITY : sums.sum(n, limit + 1),
                limit == -1 ? Double.POSITIVE_INFINITY : sums.sum(n, limit));
    }

    SumInterval plus(double shift) {
        return new SumInterval(low + shift, high + shift);
    }

    SumInterval and(SumInterval other) {
        return new SumInterval(Math.max(low, other.low), Math.min(high, other.high));
    }

    boolean isEmpty() {
        return !(low < high);
    }

    /**
     * Returns a threshold between both sides, which no sum is: then it does not matter what the sign of 0 is. Only of numbers so
     * large that single precision has none between two integers is it a sum, the one that is +1.
     *
     * @param flipped whether the low side is +1
     */
    float threshold(boolean flipped) {
        double middle = Double.isInfinite(low) ? high - 0.5 : Double.isInfinite(high) ? low + 0.5 : (low + high) / 2;
        float threshold = (float) middle;
        return threshold > low && threshold < high ? threshold : (float) (flipped ? low : high);
    }
}
