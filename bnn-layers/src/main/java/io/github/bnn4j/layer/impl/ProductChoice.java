package io.github.bnn4j.layer.impl;

import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Chooses, at each forward pass of a layer, how to multiply: by bits where input and kernel are binary, else in floats. */
final class ProductChoice {

    private FloatProduct floats;
    private XnorProduct xnor;
    private BinaryProduct latest;

    /**
     * @param x the input {@code [examples, inputs]}; not modified
     * @param latent W; not modified
     * @return the product with {@code Wb = H * q(W / H)}, valid until the next call
     */
    BinaryProduct binarize(INDArray x, INDArray latent, Quantizer quantizer, double bound, boolean training) {
        latest = null;
        if (quantizer.isSign(training)) {
            if (xnor == null) {
                xnor = XnorProduct.forKernel(latent);
            }
            if (xnor != null && xnor.binarize(x, latent, bound)) {
                latest = xnor;
            }
        }
        if (latest == null) {
            if (floats == null) {
                floats = new FloatProduct();
            }
            floats.quantize(latent, quantizer, bound, training);
            latest = floats;
        }
        return latest;
    }

    /** Returns what the last {@link #binarize} returned. */
    BinaryProduct latest() {
        return latest;
    }
}
