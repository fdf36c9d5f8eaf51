package io.github.bnn4j.quantizer;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The sign with the derivative of the sign-swish function as pseudo-gradient; it is smooth, and slightly negative
 * where |x| is large.
 *
 * <pre>{@code
 * q(x)  = +1 if x >= 0 else -1
 * dq/dx = beta * (2 - beta x tanh(beta x / 2)) / (1 + cosh(beta x))
 * }</pre>
 *
 * <p><img src="doc-files/SwishSign.png" alt="SwishSign and its pseudo-gradient">
 *
 * <p>For kernels too. Darabi et al. 2018, BNN+ (arXiv 1812.11800), equation 6.
 */
@EqualsAndHashCode
@ToString
public final class SwishSign implements Quantizer {

    private final double beta;

    /** Makes one with the paper's beta, 5. */
    public SwishSign() {
        this(5);
    }

    /**
     * @param beta steepness at zero, where the pseudo-gradient is beta; greater than 0, finite
     * @throws IllegalArgumentException if it is not
     */
    @JsonCreator
    public SwishSign(@JsonProperty("beta") double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("The beta of SwishSign must be finite and greater than 0, got " + beta);
        }
        this.beta = beta;
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        BinarySign.apply(x, out);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        // With t = tanh(beta x / 2): 1 + cosh(beta x) = 2 / (1 - t^2), which cannot overflow as cosh does.
        INDArray half = x.mul(beta / 2);
        // From 20 on, t is 1 and the slope 0 in DOUBLE as well: further out, only the factor could overflow.
        SymmetricClip.apply(half, half, 20);
        INDArray tanh = Transforms.tanh(half, true);
        INDArray slope = tanh.mul(tanh).rsubi(1);
        slope.muli(half.muli(tanh).rsubi(1).muli(beta));
        gradient.muli(slope);
    }

    @Override
    public void backpropKernel(INDArray latent, INDArray gradient) {
        backprop(latent, gradient);
    }

    @Override
    public boolean isSign(boolean training) {
        return true;
    }
}
