package io.github.bnn4j.search;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.quantizer.Quantizer;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.ToString;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link SignActivation} with a space of quantizers, for {@code activationFn} of an ActivationLayerSpace. */
@Getter
@ToString
@EqualsAndHashCode(callSuper = false)
public final class SignActivationSpace extends NestedSpace<IActivation> {

    private final ParameterSpace<Quantizer> quantizer;

    /**
     * @param quantizer such as a {@link QuantizerSpace}
     */
    @JsonCreator
    public SignActivationSpace(@JsonProperty("quantizer") ParameterSpace<Quantizer> quantizer) {
        this.quantizer = quantizer;
    }

    @Override
    public IActivation getValue(double[] values) {
        return new SignActivation(quantizer.getValue(values));
    }
}
