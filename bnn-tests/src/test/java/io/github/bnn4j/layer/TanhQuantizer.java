package io.github.bnn4j.layer;

import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A smooth stand-in for the sign, with its true derivative times a factor: with factor 1 a numeric gradient check holds
 * exactly, with any other it must fail. A user's own quantizer would look like this.
 */
public final class TanhQuantizer implements Quantizer {

    private final double gradientFactor;

    public TanhQuantizer() {
        this(1);
    }

    @JsonCreator
    public TanhQuantizer(@JsonProperty("gradientFactor") double gradientFactor) {
        this.gradientFactor = gradientFactor;
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        Nd4j.getExecutioner().exec(new Tanh(x, out));
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        INDArray tanh = Transforms.tanh(x, true);
        gradient.muli(tanh.mul(tanh).rsubi(1)).muli(gradientFactor);
    }

    @Override
    public void backpropKernel(INDArray latent, INDArray gradient) {
        backprop(latent, gradient);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TanhQuantizer quantizer && quantizer.gradientFactor == gradientFactor;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(gradientFactor);
    }
}
