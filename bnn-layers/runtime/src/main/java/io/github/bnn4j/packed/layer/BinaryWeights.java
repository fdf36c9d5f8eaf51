package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;

/** A layer whose weights are signs. */
public interface BinaryWeights {

    /** The weights, a row for each output. */
    BitMatrix weights();
}
