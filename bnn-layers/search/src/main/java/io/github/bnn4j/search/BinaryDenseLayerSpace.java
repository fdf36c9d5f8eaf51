package io.github.bnn4j.search;

import io.github.bnn4j.layer.BinaryDenseLayer;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.util.LeafUtils;

/**
 * {@link BinaryDenseLayer}s: every option is a space. What is not set stays as the layer's builder has it. Which
 * binarization a kernel gets, deterministic or stochastic, is a choice among quantizers ({@link QuantizerSpace}).
 */
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public class BinaryDenseLayerSpace extends BaseBinaryLayerSpace<BinaryDenseLayer> {

    private BinaryDenseLayerSpace(Builder builder) {
        super(builder);
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public BinaryDenseLayer getValue(double[] values) {
        BinaryDenseLayer.Builder builder = new BinaryDenseLayer.Builder();
        setLayerOptionsBuilder(builder, values);
        return builder.binaryOptions(getBinaryOptions().getValue(values)).build();
    }

    /** Builds a {@link BinaryDenseLayerSpace}; the options are those of {@link BinaryDenseLayer.Builder}. */
    public static class Builder extends BaseBuilder<Builder> {

        @Override
        @SuppressWarnings("unchecked")
        public BinaryDenseLayerSpace build() {
            return new BinaryDenseLayerSpace(this);
        }
    }
}
