package io.github.bnn4j.search;

import io.github.bnn4j.dropout.NoScaleDropout;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.ToString;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link NoScaleDropout} with a space of drop rates, for {@code iDropOut} of a layer's space; a rate of 0 is no dropout at
 * all. Arbiter's own DropoutSpace counts what is retained; this one counts what is dropped.
 */
@Getter
@ToString
@EqualsAndHashCode(callSuper = false)
public final class NoScaleDropoutSpace extends NestedSpace<IDropout> {

    private final ParameterSpace<Double> dropRate;

    /**
     * @param dropRate in [0, 1)
     */
    @JsonCreator
    public NoScaleDropoutSpace(@JsonProperty("dropRate") ParameterSpace<Double> dropRate) {
        this.dropRate = dropRate;
    }

    @Override
    public IDropout getValue(double[] values) {
        double rate = dropRate.getValue(values);
        return rate == 0 ? null : NoScaleDropout.dropRate(rate);
    }
}
