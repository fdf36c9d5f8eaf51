package io.github.bnn4j.packed.layer;

/** What a binary convolution makes of its counts of mismatches. */
public sealed interface ChannelStage permits ChannelThresholds, ChannelScores {

    /** Channels of the result. */
    int channels();

    /** How many border classes it tells apart: 1 if all pixels are treated alike. */
    int classes();

    /** Returns how the values that come out are held: signs or floats. */
    ValueType type();

    /**
     * @param mismatches of the outputs of a group, {@code [output][pixel of the tile]}
     * @param sums what the mismatches mean
     * @param out of this value type, zero where the group's channels go
     */
    void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out);
}
