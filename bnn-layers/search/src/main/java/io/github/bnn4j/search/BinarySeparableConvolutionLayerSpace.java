package io.github.bnn4j.search;

import io.github.bnn4j.layer.BinarySeparableConvolutionLayer;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** {@link BinarySeparableConvolutionLayer}s: every option is a space. What is not set stays as the layer's builder has it. */
@Getter
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public class BinarySeparableConvolutionLayerSpace
        extends BaseBinaryConvolutionLayerSpace<BinarySeparableConvolutionLayer> {

    private ParameterSpace<Integer> depthMultiplier;

    private BinarySeparableConvolutionLayerSpace(Builder builder) {
        super(builder);
        this.depthMultiplier = builder.depthMultiplier;
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public BinarySeparableConvolutionLayer getValue(double[] values) {
        BinarySeparableConvolutionLayer.Builder builder = new BinarySeparableConvolutionLayer.Builder();
        setLayerOptionsBuilder(builder, values);
        set(depthMultiplier, values, builder::depthMultiplier);
        return builder.build();
    }

    /** Builds a {@link BinarySeparableConvolutionLayerSpace}. */
    public static class Builder extends BaseBuilder<Builder> {

        private ParameterSpace<Integer> depthMultiplier;

        public Builder depthMultiplier(int depthMultiplier) {
            return depthMultiplier(new FixedValue<>(depthMultiplier));
        }

        public Builder depthMultiplier(ParameterSpace<Integer> depthMultiplier) {
            this.depthMultiplier = depthMultiplier;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public BinarySeparableConvolutionLayerSpace build() {
            return new BinarySeparableConvolutionLayerSpace(this);
        }
    }
}
