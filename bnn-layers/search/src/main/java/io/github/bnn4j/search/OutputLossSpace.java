package io.github.bnn4j.search;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A choice among losses, for {@link OutputLossLayerSpace}. */
public final class OutputLossSpace extends ChoiceSpace<OutputLoss> {

    /**
     * @param values at least one
     */
    @JsonCreator
    public OutputLossSpace(@JsonProperty("values") OutputLoss... values) {
        super(values);
    }
}
