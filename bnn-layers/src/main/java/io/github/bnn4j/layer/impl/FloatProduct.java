package io.github.bnn4j.layer.impl;

import io.github.bnn4j.quantizer.Quantizer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products with Wb as a floating-point array, for any input and any quantizer. */
final class FloatProduct implements BinaryProduct {

    private final BinarizedKernel kernel = new BinarizedKernel();

    /**
     * @param latent W; not modified
     */
    void quantize(INDArray latent, Quantizer quantizer, double bound, boolean training) {
        kernel.binarize(latent, quantizer, bound, training);
    }

    @Override
    public INDArray forward(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        INDArray binarized = kernel.latest();
        INDArray out = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, binarized.dataType(), new long[] {x.size(0), binarized.size(1)}, 'f');
        return x.mmuli(binarized, out);
    }

    @Override
    public INDArray backward(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray binarized = kernel.latest();
        INDArray transposed = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATION_GRAD, delta.dataType(), new long[] {binarized.size(0), delta.size(0)}, 'f');
        return binarized.mmuli(delta.transpose(), transposed).transpose();
    }
}
