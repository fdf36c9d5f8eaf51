package io.github.bnn4j.quantizer;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The deterministic sign with the straight-through estimator: the paper's, and the default everywhere.
 *
 * <pre>{@code
 * q(x)  = +1 if x >= 0 else -1
 * dq/dx = 1 if |x| <= clip else 0
 * }</pre>
 *
 * <p><img src="doc-files/SteSign.png" alt="SteSign and its pseudo-gradient">
 *
 * <p>A kernel's gradient passes unmasked ({@link Quantizer#backpropKernel}). Courbariaux et al. 2016 (arXiv 1602.02830),
 * equations 1 and 4.
 */
@EqualsAndHashCode
@ToString
public final class SteSign implements Quantizer {

    private final double clip;

    /** Makes one with the paper's clip value, 1. */
    public SteSign() {
        this(1);
    }

    /**
     * @param clip where the gradient is cut, in units of x; greater than 0, infinite for no cut
     * @throws IllegalArgumentException if it is not greater than 0
     */
    @JsonCreator
    public SteSign(@JsonProperty("clip") double clip) {
        this.clip = StraightThrough.checkClip(clip);
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        BinarySign.apply(x, out);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        StraightThrough.backprop(x, gradient, clip);
    }

    @Override
    public boolean isSign(boolean training) {
        return true;
    }
}
