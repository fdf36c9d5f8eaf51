package io.github.bnn4j.search;

import io.github.bnn4j.layer.BinaryConvolutionLayer;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** {@link BinaryConvolutionLayer}s: every option is a space. What is not set stays as the layer's builder has it. */
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public class BinaryConvolutionLayerSpace extends BaseBinaryConvolutionLayerSpace<BinaryConvolutionLayer> {

    private BinaryConvolutionLayerSpace(Builder builder) {
        super(builder);
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public BinaryConvolutionLayer getValue(double[] values) {
        BinaryConvolutionLayer.Builder builder = new BinaryConvolutionLayer.Builder();
        setLayerOptionsBuilder(builder, values);
        return builder.build();
    }

    /** Builds a {@link BinaryConvolutionLayerSpace}. */
    public static class Builder extends BaseBuilder<Builder> {

        @Override
        @SuppressWarnings("unchecked")
        public BinaryConvolutionLayerSpace build() {
            return new BinaryConvolutionLayerSpace(this);
        }
    }
}
