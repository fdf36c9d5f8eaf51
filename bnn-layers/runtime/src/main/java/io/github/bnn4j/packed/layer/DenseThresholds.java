package io.github.bnn4j.packed.layer;

/** {@link Thresholds} of a fully connected layer. */
record DenseThresholds(int[] limits, long[] flips) implements DenseStage {

    @Override
    public Activations newOutput(int rows) {
        return Activations.ofSigns(rows, limits.length, Activations.words(rows, limits.length));
    }

    @Override
    public void apply(int[] mismatches, MismatchSums sums, Activations out, int row, int from, int to) {
        for (int i = from >>> 6; i << 6 < to; i++) {
            int n = i << 6;
            long word = bits(mismatches, n, Math.min(n + 32, to)) & 0xFFFFFFFFL
                    | (long) bits(mismatches, n + 32, Math.min(n + 64, to)) << 32;
            out.signs()[row * flips.length + i] = word ^ flips[i];
        }
    }

    /** Returns the bits in a register: a word in memory would be a chain of loads and stores. */
    private int bits(int[] mismatches, int from, int end) {
        int bits = 0;
        for (int n = from; n < end; n++) {
            // The sign bit of limit - m, inverted, without a branch that the processor could not predict.
            bits |= (~(limits[n] - mismatches[n]) >>> 31) << n;
        }
        return bits;
    }
}
