package io.github.bnn4j.search;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.quantizer.Quantizer;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.util.LeafUtils;

/**
 * {@link BinaryDenseLayer}s: every option is a space. What is not set stays as the layer's builder has it. Which
 * binarization a kernel gets, deterministic or stochastic, is a choice among quantizers ({@link QuantizerSpace}).
 */
@Data
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public class BinaryDenseLayerSpace extends FeedForwardLayerSpace<BinaryDenseLayer> {

    private ParameterSpace<Quantizer> kernelQuantizer;
    private ParameterSpace<Quantizer> inputQuantizer;
    private ParameterSpace<KernelBound> kernelBound;
    private ParameterSpace<KernelLearningRateScale> learningRateScale;
    private ParameterSpace<Boolean> hasBias;
    private ParameterSpace<Boolean> clipKernel;

    private BinaryDenseLayerSpace(Builder builder) {
        super(builder);
        this.kernelQuantizer = builder.kernelQuantizer;
        this.inputQuantizer = builder.inputQuantizer;
        this.kernelBound = builder.kernelBound;
        this.learningRateScale = builder.learningRateScale;
        this.hasBias = builder.hasBias;
        this.clipKernel = builder.clipKernel;
        this.numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public BinaryDenseLayer getValue(double[] values) {
        BinaryDenseLayer.Builder builder = new BinaryDenseLayer.Builder();
        setLayerOptionsBuilder(builder, values);
        return builder.build();
    }

    private void setLayerOptionsBuilder(BinaryDenseLayer.Builder builder, double[] values) {
        super.setLayerOptionsBuilder(builder, values);
        if (kernelQuantizer != null) {
            builder.kernelQuantizer(kernelQuantizer.getValue(values));
        }
        if (inputQuantizer != null) {
            builder.inputQuantizer(inputQuantizer.getValue(values));
        }
        if (kernelBound != null) {
            builder.kernelBound(kernelBound.getValue(values));
        }
        if (learningRateScale != null) {
            builder.learningRateScale(learningRateScale.getValue(values));
        }
        if (hasBias != null) {
            builder.hasBias(hasBias.getValue(values));
        }
        if (clipKernel != null) {
            builder.clipKernel(clipKernel.getValue(values));
        }
    }

    @Override
    public String toString() {
        return toString(", ");
    }

    @Override
    public String toString(String delimiter) {
        return "BinaryDenseLayerSpace(" + super.toString(delimiter) + ")";
    }

    /** Builds a {@link BinaryDenseLayerSpace}; the options are those of {@link BinaryDenseLayer.Builder}. */
    public static class Builder extends FeedForwardLayerSpace.Builder<Builder> {

        private ParameterSpace<Quantizer> kernelQuantizer;
        private ParameterSpace<Quantizer> inputQuantizer;
        private ParameterSpace<KernelBound> kernelBound;
        private ParameterSpace<KernelLearningRateScale> learningRateScale;
        private ParameterSpace<Boolean> hasBias;
        private ParameterSpace<Boolean> clipKernel;

        public Builder kernelQuantizer(Quantizer quantizer) {
            return kernelQuantizer(new FixedValue<>(quantizer));
        }

        /**
         * @param quantizer such as a {@link QuantizerSpace}
         */
        public Builder kernelQuantizer(ParameterSpace<Quantizer> quantizer) {
            this.kernelQuantizer = quantizer;
            return this;
        }

        public Builder inputQuantizer(Quantizer quantizer) {
            return inputQuantizer(new FixedValue<>(quantizer));
        }

        /**
         * @param quantizer such as a {@link QuantizerSpace}
         */
        public Builder inputQuantizer(ParameterSpace<Quantizer> quantizer) {
            this.inputQuantizer = quantizer;
            return this;
        }

        public Builder kernelBound(double h) {
            return kernelBound(KernelBound.of(h));
        }

        public Builder kernelBound(KernelBound bound) {
            return kernelBound(new FixedValue<>(bound));
        }

        /**
         * @param bound such as a {@link KernelBoundSpace}
         */
        public Builder kernelBound(ParameterSpace<KernelBound> bound) {
            this.kernelBound = bound;
            return this;
        }

        public Builder learningRateScale(double scale) {
            return learningRateScale(KernelLearningRateScale.of(scale));
        }

        public Builder learningRateScale(KernelLearningRateScale scale) {
            return learningRateScale(new FixedValue<>(scale));
        }

        /**
         * @param scale such as a {@link KernelLearningRateScaleSpace}
         */
        public Builder learningRateScale(ParameterSpace<KernelLearningRateScale> scale) {
            this.learningRateScale = scale;
            return this;
        }

        public Builder hasBias(boolean hasBias) {
            return hasBias(new FixedValue<>(hasBias));
        }

        public Builder hasBias(ParameterSpace<Boolean> hasBias) {
            this.hasBias = hasBias;
            return this;
        }

        public Builder clipKernel(boolean clipKernel) {
            return clipKernel(new FixedValue<>(clipKernel));
        }

        public Builder clipKernel(ParameterSpace<Boolean> clipKernel) {
            this.clipKernel = clipKernel;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public BinaryDenseLayerSpace build() {
            return new BinaryDenseLayerSpace(this);
        }
    }
}
