package io.github.bnn4j.search;

import io.github.bnn4j.kernel.KernelBound;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A choice among bounds H of latent kernels. A class of its own, because Arbiter's DiscreteParameterSpace
 * does not know, when it is read from JSON, what its values are.
 */
public final class KernelBoundSpace extends ChoiceSpace<KernelBound> {

    /**
     * @param values at least one
     */
    @JsonCreator
    public KernelBoundSpace(@JsonProperty("values") KernelBound... values) {
        super(values);
    }
}
