package io.github.bnn4j.search;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A sign that layers refuse once it is told: a choice that looks right, and of which no candidate can be built. */
public final class RefusableQuantizer implements Quantizer {

    private static final long serialVersionUID = 1L;

    static volatile boolean refused;

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        new SteSign().quantize(x, out, training);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        new SteSign().backprop(x, gradient);
    }

    @Override
    public boolean appliesToKernels() {
        return !refused;
    }

    @Override
    public String toString() {
        return "refusable";
    }
}
