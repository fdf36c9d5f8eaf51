package io.github.bnn4j.packed.layer;

/** The loop of a binary convolution over what it makes of its counts of mismatches. */
interface ChannelStage {

    /** Returns the loop for a kind of output. */
    static ChannelStage of(OutputStage stage) {
        return stage instanceof Thresholds thresholds
                ? new ChannelThresholds(thresholds.outputs(), thresholds.limits(), thresholds.flips())
                : new ChannelScores(((Scores) stage).scale(), ((Scores) stage).offset());
    }

    /**
     * @param mismatches of the outputs of a group, {@code [output][pixel of the tile]}; modified
     * @param sums what the mismatches mean
     * @param out of the stage's value type, zero where the group's channels go
     */
    void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out);
}
