package io.github.bnn4j.quantizer;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The sign with a piecewise linear pseudo-gradient, a tighter fit to the sign than the straight-through estimator's.
 *
 * <pre>{@code
 * q(x)  = +1 if x >= 0 else -1
 * dq/dx = 2 - 2|x| if |x| <= 1 else 0
 * }</pre>
 *
 * <p><img src="doc-files/ApproxSign.png" alt="ApproxSign and its pseudo-gradient">
 *
 * <p>For kernels too. Liu et al. 2018, Bi-Real Net (arXiv 1808.00278), section 3.3.
 */
@EqualsAndHashCode
@ToString
public final class ApproxSign implements Quantizer {

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        BinarySign.apply(x, out);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        INDArray slope = Transforms.abs(x, true).muli(-2).addi(2);
        gradient.muli(Transforms.relu(slope, false));
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
