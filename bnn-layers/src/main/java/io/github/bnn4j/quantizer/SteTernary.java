package io.github.bnn4j.quantizer;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Three values: small ones become zero. The straight-through estimator as pseudo-gradient.
 *
 * <pre>{@code
 * q(x)  = +1 if x > d, -1 if x < -d, else 0
 * dq/dx = 1 if |x| <= 1 else 0
 * }</pre>
 *
 * <p><img src="doc-files/SteTernary.png" alt="SteTernary and its pseudo-gradient">
 *
 * <p>The threshold d is a number, 0.05 by default, or {@code 0.7 * mean|w|} over the whole kernel, which applies to
 * kernels only. A kernel's gradient passes unmasked ({@link Quantizer#backpropKernel}). Li et al. 2016, Ternary Weight
 * Networks (arXiv 1605.04711), equation 6.
 */
@EqualsAndHashCode
@ToString
public final class SteTernary implements Quantizer {

    private static final double WEIGHT_SCALED_FACTOR = 0.7;

    private final double threshold;
    private final boolean weightScaled;

    /** Makes one with the fixed threshold 0.05. */
    public SteTernary() {
        this(0.05);
    }

    /**
     * @param threshold d, in units of x; at least 0, finite
     * @throws IllegalArgumentException if it is not
     */
    public SteTernary(double threshold) {
        this(threshold, false);
    }

    @JsonCreator
    private SteTernary(
            @JsonProperty("threshold") double threshold, @JsonProperty("weightScaled") boolean weightScaled) {
        if (!(threshold >= 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException(
                    "The threshold of SteTernary must be finite and at least 0, got " + threshold);
        }
        this.threshold = threshold;
        this.weightScaled = weightScaled;
    }

    /** Makes one with the threshold {@code 0.7 * mean|w|}; for kernels only. */
    public static SteTernary weightScaled() {
        return new SteTernary(0, true);
    }

    @Override
    public void quantize(INDArray x, INDArray out, boolean training) {
        double d = weightScaled ? WEIGHT_SCALED_FACTOR * x.ameanNumber().doubleValue() : threshold;
        INDArray inside = x.ulike();
        SymmetricClip.apply(x, inside, d);
        INDArray zeroOrNaN = x.ulike();
        SymmetricClip.apply(x, zeroOrNaN, 1);
        zeroOrNaN.muli(0);
        x.subi(inside, out);
        Nd4j.getExecutioner().exec(new Sign(out, out));
        out.addi(zeroOrNaN);
    }

    @Override
    public void backprop(INDArray x, INDArray gradient) {
        StraightThrough.backprop(x, gradient, 1);
    }

    @Override
    public boolean appliesToActivations() {
        return !weightScaled;
    }

    @Override
    public int bits() {
        return 2;
    }
}
