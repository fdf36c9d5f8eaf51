package io.github.bnn4j.search;

import io.github.bnn4j.layer.RPReLULayer;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** {@link RPReLULayer}s: the slope at first is a space. */
@Getter
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public final class RPReLULayerSpace extends FeedForwardLayerSpace<RPReLULayer> {

    private ParameterSpace<Double> initialSlope;

    private RPReLULayerSpace(Builder builder) {
        super(builder);
        this.initialSlope = builder.initialSlope;
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public RPReLULayer getValue(double[] values) {
        RPReLULayer.Builder builder = new RPReLULayer.Builder();
        setLayerOptionsBuilder(builder, values);
        BaseBinaryLayerSpace.set(initialSlope, values, builder::initialSlope);
        return builder.build();
    }

    @Override
    public String toString() {
        return toString(", ");
    }

    @Override
    public String toString(String delimiter) {
        return "RPReLULayerSpace(initialSlope=" + initialSlope + delimiter + super.toString(delimiter) + ")";
    }

    /** Builds an {@link RPReLULayerSpace}; what is not set stays as the layer's builder has it. */
    public static final class Builder extends FeedForwardLayerSpace.Builder<Builder> {

        private ParameterSpace<Double> initialSlope;

        /** Sets the slope of all channels at first, finite. */
        public Builder initialSlope(ParameterSpace<Double> initialSlope) {
            this.initialSlope = initialSlope;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public RPReLULayerSpace build() {
            return new RPReLULayerSpace(this);
        }
    }
}
