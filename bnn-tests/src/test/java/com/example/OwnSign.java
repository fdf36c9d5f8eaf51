package com.example;

import io.github.bnn4j.quantizer.BinarySign;
import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A user's own quantizer, outside of BNN4J's packages. */
public class OwnSign implements Quantizer {

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        BinarySign.apply(x, out);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {}

    @Override
    public boolean isSign(boolean training) {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }
}
