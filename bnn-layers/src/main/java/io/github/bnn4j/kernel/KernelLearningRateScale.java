package io.github.bnn4j.kernel;

import java.io.Serializable;
import lombok.EqualsAndHashCode;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The factor on the optimizer's step of one layer's kernel, never of its bias: {@code W <- clip(W - scale * step)}.
 * {@code GLOROT} is {@code 1 / sqrt(1.5 / (fanIn + fanOut))}, the reciprocal of {@link KernelBound#glorot()}
 * (Courbariaux et al. 2016, the authors' code).
 */
@EqualsAndHashCode
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class KernelLearningRateScale implements Serializable {

    private enum Rule {
        GLOROT,
        FIXED,
        NONE
    }

    private final Rule rule;
    private final double value;

    @JsonCreator
    private KernelLearningRateScale(@JsonProperty("rule") Rule rule, @JsonProperty("value") double value) {
        this.rule = rule;
        this.value = value;
    }

    /** Returns {@code 1 / sqrt(1.5 / (fanIn + fanOut))}: about 74 for a 4096 x 4096 kernel. */
    public static KernelLearningRateScale glorot() {
        return new KernelLearningRateScale(Rule.GLOROT, 1);
    }

    /**
     * @param scale the factor; a layer that is built with it demands that it is finite and greater than 0
     */
    public static KernelLearningRateScale of(double scale) {
        return new KernelLearningRateScale(Rule.FIXED, scale);
    }

    /** Returns the scale by which the kernel takes the optimizer's step as it is, like the kernel of a stock layer. */
    public static KernelLearningRateScale none() {
        return new KernelLearningRateScale(Rule.NONE, 1);
    }

    /** Tells whether this is {@link #none()}, so that the kernel has no scale of its own. */
    public boolean isNone() {
        return rule == Rule.NONE;
    }

    /** Tells whether the factor is finite and greater than 0, as layers demand. */
    public boolean isValid() {
        return value > 0 && !Double.isInfinite(value);
    }

    /** Returns the factor for a kernel with these fans; 1 for {@link #none()}. */
    public double resolve(double fanIn, double fanOut) {
        return rule == Rule.GLOROT ? 1 / KernelBound.glorot().resolve(fanIn, fanOut) : value;
    }

    @Override
    public String toString() {
        return rule == Rule.FIXED ? String.valueOf(value) : rule.name();
    }
}
