package io.github.bnn4j.search;

import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.LayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.conf.layers.LossLayer;

/**
 * Last layers that differ in their loss. With Arbiter's LossLayerSpace, loss and activation function would be two choices,
 * of which most pairs make no sense.
 */
@Data
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public class OutputLossLayerSpace extends LayerSpace<LossLayer> {

    private ParameterSpace<OutputLoss> loss;

    /**
     * @param loss such as an {@link OutputLossSpace}
     */
    public OutputLossLayerSpace(ParameterSpace<OutputLoss> loss) {
        this.loss = loss;
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public LossLayer getValue(double[] values) {
        return loss.getValue(values).layer();
    }
}
