package io.github.bnn4j.layer.impl;

import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code Wb = H * q(W / H)} as a floating-point array, which is kept from step to step, since allocating one costs far more
 * than filling it, and what a training pass drew is what its backward pass must multiply with.
 */
final class BinarizedKernel {

    private INDArray binarized;

    /**
     * @param latent W; not modified
     * @return the array of {@link #latest()}, of W's shape and order
     */
    INDArray binarize(INDArray latent, Quantizer quantizer, double bound, boolean training) {
        allocateLike(latent);
        if (bound == 1) {
            quantizer.quantize(latent, binarized, training);
        } else {
            latent.divi(bound, binarized);
            quantizer.quantize(binarized, binarized, training);
            binarized.muli(bound);
        }
        return binarized;
    }

    /** Returns what was binarized last, null before. */
    INDArray latest() {
        return binarized;
    }

    private void allocateLike(INDArray latent) {
        if (binarized == null || binarized.dataType() != latent.dataType() || !binarized.equalShapes(latent)) {
            try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                binarized = Nd4j.createUninitialized(latent.dataType(), latent.shape(), latent.ordering());
            }
        }
    }
}
