package io.github.bnn4j.packed.layer;

/** The loop of a fully connected layer over what it makes of its counts of mismatches. */
interface DenseStage {

    /** Returns the loop for a kind of output. */
    static DenseStage of(OutputStage stage) {
        return stage instanceof Thresholds thresholds
                ? new DenseThresholds(thresholds.limits(), thresholds.flips())
                : new DenseScores(((Scores) stage).scale(), ((Scores) stage).offset());
    }

    /** Returns an output of zeros. */
    Activations newOutput(int rows);

    /**
     * @param mismatches of one example, one for each output
     * @param sums what the mismatches mean
     * @param out from {@link #newOutput}
     * @param row of the example in {@code out}
     * @param from the first output, a multiple of 64
     * @param to the output behind the last one, a multiple of 64 or the count of all
     */
    void apply(int[] mismatches, MismatchSums sums, Activations out, int row, int from, int to);
}
