package io.github.bnn4j.layer.impl;

import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code Wb = H * q(W / H)} of one layer. Its array is kept from step to step, since allocating one costs far more than
 * filling it, and what a training pass drew is what its backward pass must multiply with.
 */
final class BinarizedKernel {

    private INDArray binarized;

    /**
     * @param latent W; not modified
     * @return Wb, valid until the next call
     */
    INDArray quantize(INDArray latent, Quantizer quantizer, double bound, boolean training) {
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

    /** The Wb of the last {@link #quantize}, or null before the first. */
    INDArray latest() {
        return binarized;
    }

    /**
     * @param latent W; not modified
     * @param gradient dC/dWb; overwritten with dC/dW
     */
    static void backprop(INDArray latent, INDArray gradient, Quantizer quantizer, double bound) {
        quantizer.backpropKernel(bound == 1 ? latent : latent.div(bound), gradient);
    }

    private void allocateLike(INDArray latent) {
        if (binarized == null || binarized.dataType() != latent.dataType() || !binarized.equalShapes(latent)) {
            try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                binarized = Nd4j.createUninitialized(latent.dataType(), latent.shape(), latent.ordering());
            }
        }
    }
}
