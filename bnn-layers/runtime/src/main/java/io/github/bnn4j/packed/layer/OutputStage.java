package io.github.bnn4j.packed.layer;

/** A stage tells what a binary layer makes of its counts of mismatches. */
public sealed interface OutputStage permits Thresholds, Scores {

    /** Returns the count of outputs: of a convolution, the channels of the result. */
    int outputs();

    /** Returns how many border classes are told apart: 1 if all pixels are treated alike, as in a fully connected layer. */
    int classes();

    /** Returns how the values that come out are held: signs or floats. */
    ValueType type();
}
