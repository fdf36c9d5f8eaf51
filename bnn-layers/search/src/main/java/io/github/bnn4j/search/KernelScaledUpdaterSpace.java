package io.github.bnn4j.search;

import io.github.bnn4j.updater.KernelScaledUpdater;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.ToString;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link KernelScaledUpdater} around any updater's space. Give Arbiter's AdamSpace all four of its arguments: those that it
 * does not get become 0.001, not Adam's defaults. {@link DecayingAdamSpace} needs no such care.
 */
@Getter
@ToString
@EqualsAndHashCode(callSuper = false)
public final class KernelScaledUpdaterSpace extends NestedSpace<IUpdater> {

    private final ParameterSpace<IUpdater> base;
    private final ParameterSpace<Double> multiplier;

    /** Makes a space with multiplier 1. */
    public KernelScaledUpdaterSpace(ParameterSpace<IUpdater> base) {
        this(base, new FixedValue<>(1.0));
    }

    /**
     * @param base the updater to wrap
     * @param multiplier factor on the learning-rate scale of all kernels, greater than 0
     */
    @JsonCreator
    public KernelScaledUpdaterSpace(
            @JsonProperty("base") ParameterSpace<IUpdater> base,
            @JsonProperty("multiplier") ParameterSpace<Double> multiplier) {
        this.base = base;
        this.multiplier = multiplier;
    }

    @Override
    public IUpdater getValue(double[] values) {
        return new KernelScaledUpdater(base.getValue(values), multiplier.getValue(values));
    }
}
