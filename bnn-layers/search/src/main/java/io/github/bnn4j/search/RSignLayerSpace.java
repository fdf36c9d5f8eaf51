package io.github.bnn4j.search;

import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.quantizer.Quantizer;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** {@link RSignLayer}s: the quantizer is a space. */
@Getter
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public final class RSignLayerSpace extends FeedForwardLayerSpace<RSignLayer> {

    private ParameterSpace<Quantizer> quantizer;

    private RSignLayerSpace(Builder builder) {
        super(builder);
        this.quantizer = builder.quantizer;
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public RSignLayer getValue(double[] values) {
        RSignLayer.Builder builder = new RSignLayer.Builder();
        setLayerOptionsBuilder(builder, values);
        BaseBinaryLayerSpace.set(quantizer, values, builder::quantizer);
        return builder.build();
    }

    @Override
    public String toString() {
        return toString(", ");
    }

    @Override
    public String toString(String delimiter) {
        return "RSignLayerSpace(quantizer=" + quantizer + delimiter + super.toString(delimiter) + ")";
    }

    /** Builds an {@link RSignLayerSpace}; what is not set stays as the layer's builder has it. */
    public static final class Builder extends FeedForwardLayerSpace.Builder<Builder> {

        private ParameterSpace<Quantizer> quantizer;

        /**
         * @param quantizer such as a {@link QuantizerSpace}
         */
        public Builder quantizer(ParameterSpace<Quantizer> quantizer) {
            this.quantizer = quantizer;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public RSignLayerSpace build() {
            return new RSignLayerSpace(this);
        }
    }
}
