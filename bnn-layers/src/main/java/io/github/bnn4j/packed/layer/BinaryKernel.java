package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.kernel.BitMatrix;

/** A layer whose weights are signs. */
public interface BinaryKernel {

    /** The weights, a row for each output. */
    BitMatrix kernel();
}
