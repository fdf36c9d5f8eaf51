package io.github.bnn4j.layer.impl;

import io.github.bnn4j.quantizer.Quantizer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products with {@code Wb = H * q(W / H)} as a floating-point array, for any input and any quantizer. The array is kept
 * from step to step, since allocating one costs far more than filling it, and what a training pass drew is what its
 * backward pass must multiply with.
 */
final class FloatProduct implements BinaryProduct {

    private INDArray binarized;

    /**
     * @param latent W; not modified
     */
    void quantize(INDArray latent, Quantizer quantizer, double bound, boolean training) {
        allocateLike(latent);
        if (bound == 1) {
            quantizer.quantize(latent, binarized, training);
        } else {
            latent.divi(bound, binarized);
            quantizer.quantize(binarized, binarized, training);
            binarized.muli(bound);
        }
    }

    private void allocateLike(INDArray latent) {
        if (binarized == null || binarized.dataType() != latent.dataType() || !binarized.equalShapes(latent)) {
            try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                binarized = Nd4j.createUninitialized(latent.dataType(), latent.shape(), latent.ordering());
            }
        }
    }

    @Override
    public INDArray forward(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        INDArray out = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, binarized.dataType(), new long[] {x.size(0), binarized.size(1)}, 'f');
        return x.castTo(binarized.dataType()).mmuli(binarized, out);
    }

    @Override
    public INDArray backward(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray transposed = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATION_GRAD, delta.dataType(), new long[] {binarized.size(0), delta.size(0)}, 'f');
        return binarized.mmuli(delta.transpose(), transposed).transpose();
    }
}
