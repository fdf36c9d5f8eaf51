package io.github.bnn4j.search;

import io.github.bnn4j.normalization.FastBatchNormalization;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** {@link FastBatchNormalization}s, which a {@link io.github.bnn4j.block.BinaryBlock} has: their decay and epsilon are spaces. */
@Getter
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public final class FastBatchNormalizationSpace extends FeedForwardLayerSpace<BatchNormalization> {

    private ParameterSpace<Double> decay;
    private ParameterSpace<Double> eps;

    private FastBatchNormalizationSpace(Builder builder) {
        super(builder);
        this.decay = builder.decay;
        this.eps = builder.eps;
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public BatchNormalization getValue(double[] values) {
        FastBatchNormalization.Builder builder = new FastBatchNormalization.Builder();
        setLayerOptionsBuilder(builder, values);
        BaseBinaryLayerSpace.set(decay, values, builder::decay);
        BaseBinaryLayerSpace.set(eps, values, builder::eps);
        return builder.build();
    }

    @Override
    public String toString() {
        return toString(", ");
    }

    @Override
    public String toString(String delimiter) {
        return "FastBatchNormalizationSpace(decay=" + decay + delimiter + "eps=" + eps + delimiter
                + super.toString(delimiter) + ")";
    }

    /** Builds a {@link FastBatchNormalizationSpace}; what is not set stays as the layer's builder has it. */
    public static final class Builder extends FeedForwardLayerSpace.Builder<Builder> {

        private ParameterSpace<Double> decay;
        private ParameterSpace<Double> eps;

        /** Sets the decay of the running mean and variance, in [0, 1). */
        public Builder decay(ParameterSpace<Double> decay) {
            this.decay = decay;
            return this;
        }

        /** Sets what is added to variances, greater than 0. */
        public Builder eps(ParameterSpace<Double> eps) {
            this.eps = eps;
            return this;
        }

        /** Sets what is added to variances, greater than 0. */
        public Builder eps(double eps) {
            return eps(new FixedValue<>(eps));
        }

        @Override
        @SuppressWarnings("unchecked")
        public FastBatchNormalizationSpace build() {
            return new FastBatchNormalizationSpace(this);
        }
    }
}
