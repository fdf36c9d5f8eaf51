package io.github.bnn4j.quantizer;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The stochastic sign, drawn anew at every training pass from ND4J's random generator.
 *
 * <pre>{@code
 * in training:  q(x) = +1 with probability hardSigmoid(x) = clip((x + 1) / 2, 0, 1), else -1
 * at inference: q(x) = sign(x), or the expected value clip(x, -1, 1)
 * dq/dx = 1 if |x| <= 1 else 0   (the derivative of the expected value)
 * }</pre>
 *
 * <p><img src="doc-files/StochasticSign.png" alt="StochasticSign and its pseudo-gradient">
 *
 * <p>A kernel's gradient passes unmasked ({@link Quantizer#backpropKernel}). Courbariaux et al. 2016 (arXiv 1602.02830),
 * equations 2 and 3.
 */
@EqualsAndHashCode
@ToString
public final class StochasticSign implements Quantizer {

    /** Tells what stands in for the random sign when a trained network predicts. */
    public enum Inference {
        /** The deterministic sign: one bit, so the network can be packed. */
        SIGN,
        /**
         * The mean of the random sign, {@code clip(x, -1, 1)}: for a kernel the latent real values, as the authors use
         * at test time. Not binary, so the network cannot be packed.
         */
        EXPECTED_VALUE
    }

    private final Inference inference;

    /** Makes one with the deterministic sign at inference. */
    public StochasticSign() {
        this(Inference.SIGN);
    }

    /**
     * @param inference what stands in for the random sign when the network predicts
     * @throws IllegalArgumentException if it is null
     */
    @JsonCreator
    public StochasticSign(@JsonProperty("inference") Inference inference) {
        if (inference == null) {
            throw new IllegalArgumentException("StochasticSign needs to know what to do at inference, got null");
        }
        this.inference = inference;
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        if (training) {
            // P(u < x) is the hard sigmoid of x. ND4J's u may be -1 but is never 1: +1 is certain at 1, and -1 at -1.
            INDArray uniform = Nd4j.createUninitialized(x.dataType(), x.shape(), x.ordering());
            Nd4j.getExecutioner().exec(new UniformDistribution(uniform, -1, 1));
            uniform.subi(x);
            BinarySign.apply(uniform, uniform);
            uniform.negi();
            out.assign(uniform);
        } else if (inference == Inference.SIGN) {
            BinarySign.apply(x, out);
        } else {
            SymmetricClip.apply(x, out, 1);
        }
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        StraightThrough.backprop(x, gradient, 1);
    }

    @Override
    public int bits() {
        return inference == Inference.SIGN ? 1 : Float.SIZE;
    }

    @Override
    public boolean isSign(boolean training) {
        return !training && inference == Inference.SIGN;
    }
}
