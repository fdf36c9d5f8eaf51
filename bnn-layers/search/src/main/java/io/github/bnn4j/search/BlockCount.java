package io.github.bnn4j.search;

import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.ToString;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Tells how often a layer of the block with some index is there: once if the network is deep enough, else not. So the
 * depth of a network of blocks is one hyperparameter; Arbiter itself can only repeat single layers.
 */
@Getter
@ToString
@EqualsAndHashCode(callSuper = false)
public final class BlockCount extends NestedSpace<Integer> {

    private final ParameterSpace<Integer> depth;
    private final int block;

    /**
     * @param depth count of blocks
     * @param block index of this block, from 0
     */
    @JsonCreator
    public BlockCount(@JsonProperty("depth") ParameterSpace<Integer> depth, @JsonProperty("block") int block) {
        this.depth = depth;
        this.block = block;
    }

    @Override
    public Integer getValue(double[] values) {
        return depth.getValue(values) > block ? 1 : 0;
    }
}
