package io.github.bnn4j.packed.layer;

/** {@link Thresholds} of a fully connected layer. */
record DenseThresholds(int[] limits, long[] flips) implements DenseStage {

    @Override
    public Activations newOutput(int rows) {
        return Activations.ofSigns(rows, limits.length, Activations.words(rows, limits.length));
    }

    @Override
    public void apply(int[] mismatches, MismatchSums sums, Activations out, int row) {
        long[] words = out.signs();
        for (int n = 0; n < limits.length; n++) {
            // The sign bit of limit - m, inverted, without a branch that the processor could not predict.
            words[row * flips.length + (n >>> 6)] |= (long) (~(limits[n] - mismatches[n]) >>> 31) << n;
        }
        for (int i = 0; i < flips.length; i++) {
            words[row * flips.length + i] ^= flips[i];
        }
    }
}
