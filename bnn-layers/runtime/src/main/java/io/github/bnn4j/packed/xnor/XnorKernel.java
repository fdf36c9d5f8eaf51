package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;

/** A kernel is one way to multiply matrices of signs. Implementations have no state and give equal, exact results. */
public interface XnorKernel {

    /** Returns the name by which the system property of {@link XnorKernels} chooses it. */
    String name();

    /**
     * Brings weights into the order in memory that this kernel reads.
     *
     * @param weights a row for each output
     */
    XnorMatrix arrange(BitMatrix weights);

    /**
     * Arranges as {@link #arrange(BitMatrix)} does, but a kernel that reads this order takes the arrays as they are, so that it
     * costs next to nothing. Once the words have changed, arrange them again: other kernels copy.
     */
    default XnorMatrix arrange(TransposedWeights weights) {
        return arrange(weights.toBitMatrix());
    }
}
