package io.github.bnn4j.packed.layer;

/** What a binary layer makes of its counts of mismatches. */
public sealed interface OutputStage permits Thresholds, Scores {

    /** Returns the count of values that an example has after it. */
    int outputs();

    /** Returns how the values that come out are held: signs or floats. */
    ValueType type();

    /** All zero. */
    Activations newOutput(int rows);

    /**
     * @param mismatches of one example, one for each output
     * @param sums what the mismatches mean
     * @param out from {@link #newOutput}
     * @param row of the example in {@code out}
     */
    void apply(int[] mismatches, MismatchSums sums, Activations out, int row);
}
