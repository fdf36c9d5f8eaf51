package io.github.bnn4j.quantizer;

import io.github.bnn4j.kernel.KernelShape;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The sign scaled, for each output unit or channel n, by the mean magnitude of the latent weights that lead to it.
 *
 * <pre>{@code
 * q(w)  = a_n * sign(w),  a_n = mean |W_n|
 * dq/dw = a_n if |w| <= clip else 0
 * }</pre>
 *
 * <p><img src="doc-files/MagnitudeAwareSign.png" alt="MagnitudeAwareSign and its pseudo-gradient">
 *
 * <p>For kernels only. The scale is taken for a constant in backward. Rastegari et al. 2016, XNOR-Net (arXiv 1603.05279),
 * equations 6 and 8.
 */
@EqualsAndHashCode
@ToString
public final class MagnitudeAwareSign implements Quantizer {

    private final double clip;

    /** Makes one with clip value 1. */
    public MagnitudeAwareSign() {
        this(1);
    }

    /**
     * @param clip where the gradient is cut, in units of the kernel's bound; greater than 0, infinite for no cut
     * @throws IllegalArgumentException if it is not greater than 0
     */
    @JsonCreator
    public MagnitudeAwareSign(@JsonProperty("clip") double clip) {
        this.clip = StraightThrough.checkClip(clip);
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        INDArray scale = scale(x);
        BinarySign.apply(x, out);
        multiply(out, scale);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        throw new UnsupportedOperationException("MagnitudeAwareSign quantizes kernels, not activations");
    }

    @Override
    public void backpropKernel(INDArray latent, INDArray gradient) {
        StraightThrough.backprop(latent, gradient, clip);
        multiply(gradient, scale(latent));
    }

    @Override
    public boolean appliesToActivations() {
        return false;
    }

    private static INDArray scale(INDArray kernel) {
        // Not INDArray.amean(int...): in M2.1 it ignores the dimensions.
        return Transforms.abs(kernel, true).mean(KernelShape.inputDimensions(kernel.shape()));
    }

    private static void multiply(INDArray kernel, INDArray scale) {
        Nd4j.getExecutioner()
                .exec(new BroadcastMulOp(kernel, scale, kernel, KernelShape.outputDimension(kernel.shape())));
    }
}
