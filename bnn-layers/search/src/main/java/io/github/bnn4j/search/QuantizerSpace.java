package io.github.bnn4j.search;

import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A choice among quantizers, for kernels or for activations. A class of its own, because Arbiter's DiscreteParameterSpace
 * does not know, when it is read from JSON, what its values are.
 */
public final class QuantizerSpace extends ChoiceSpace<Quantizer> {

    /**
     * @param values at least one
     */
    @JsonCreator
    public QuantizerSpace(@JsonProperty("values") Quantizer... values) {
        super(values);
    }
}
