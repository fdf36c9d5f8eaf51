package io.github.bnn4j.quantizer;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The Heaviside step with the straight-through estimator: the binary sigmoid unit, with values {0, 1}.
 *
 * <pre>{@code
 * q(x)  = 1 if x >= 0 else 0
 * dq/dx = 1 if |x| <= clip else 0
 * }</pre>
 *
 * <p><img src="doc-files/SteHeaviside.png" alt="SteHeaviside and its pseudo-gradient">
 *
 * <p>For activations only. It is hardSigmoid(x) rounded, so zero goes where the sign sends it. Courbariaux et al., the
 * authors' code ({@code binary_sigmoid_unit}).
 */
@EqualsAndHashCode
@ToString
public final class SteHeaviside implements Quantizer {

    private final double clip;

    /** Makes one with clip value 1. */
    public SteHeaviside() {
        this(1);
    }

    /**
     * @param clip where the gradient is cut, in units of x; greater than 0, infinite for no cut
     * @throws IllegalArgumentException if it is not greater than 0
     */
    @JsonCreator
    public SteHeaviside(@JsonProperty("clip") double clip) {
        this.clip = StraightThrough.checkClip(clip);
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        BinarySign.apply(x, out);
        out.addi(1).muli(0.5);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        StraightThrough.backprop(x, gradient, clip);
    }

    @Override
    public boolean appliesToKernels() {
        return false;
    }
}
