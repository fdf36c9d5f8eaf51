package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;

/** A layer whose weights are signs. */
public interface BinaryWeights {

    /** Returns the weights, a row for each output. */
    BitMatrix weights();
}
