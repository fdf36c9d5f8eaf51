package io.github.bnn4j.quantizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.HardTanhDerivative;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The straight-through estimator {@code dC/dx = dC/dq * 1[abs(x) <= clip]}: the derivative of hard tanh
 * (Bengio et al. 2013; Courbariaux et al. 2016, equation 4). The bounds belong to the interval.
 */
final class StraightThrough {

    private StraightThrough() {}

    static double checkClip(double clip) {
        if (!(clip > 0)) {
            throw new IllegalArgumentException(
                    "The clip value of a straight-through estimator must be greater than 0, got " + clip);
        }
        return clip;
    }

    /** Calls the operation that ND4J calls deprecated: its successor, hardtanh_bp, takes 15 to 25 times as long. */
    @SuppressWarnings("deprecation")
    static void backprop(INDArray x, INDArray gradient, double clip) {
        if (clip == Double.POSITIVE_INFINITY) {
            return;
        }
        INDArray mask = Nd4j.createUninitialized(gradient.dataType(), gradient.shape(), gradient.ordering());
        INDArray scaled = clip == 1 ? x : x.div(clip);
        Nd4j.getExecutioner().exec(new HardTanhDerivative(scaled, mask));
        gradient.muli(mask);
    }
}
