package io.github.bnn4j.search;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A choice among learning-rate scales of kernels. A class of its own, because Arbiter's DiscreteParameterSpace
 * does not know, when it is read from JSON, what its values are.
 */
public final class KernelLearningRateScaleSpace extends ChoiceSpace<KernelLearningRateScale> {

    /**
     * @param values at least one
     */
    @JsonCreator
    public KernelLearningRateScaleSpace(@JsonProperty("values") KernelLearningRateScale... values) {
        super(values);
    }
}
