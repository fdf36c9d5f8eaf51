package io.github.bnn4j.search;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BaseBinaryConvolutionLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.quantizer.Quantizer;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * Binary convolution layers: every option is a space. What is not set stays as the layer's builder has it.
 */
@Data
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
public abstract class BaseBinaryConvolutionLayerSpace<L extends BaseBinaryConvolutionLayer>
        extends FeedForwardLayerSpace<L> {

    private ParameterSpace<Quantizer> kernelQuantizer;
    private ParameterSpace<Quantizer> inputQuantizer;
    private ParameterSpace<KernelBound> kernelBound;
    private ParameterSpace<KernelLearningRateScale> learningRateScale;
    private ParameterSpace<PaddingValue> paddingValue;
    private ParameterSpace<Boolean> hasBias;
    private ParameterSpace<Boolean> clipKernel;
    private ParameterSpace<int[]> kernelSize;
    private ParameterSpace<int[]> stride;
    private ParameterSpace<int[]> padding;
    private ParameterSpace<int[]> dilation;
    private ParameterSpace<ConvolutionMode> convolutionMode;
    private ParameterSpace<CNN2DFormat> dataFormat;

    protected BaseBinaryConvolutionLayerSpace(BaseBuilder<?> builder) {
        super(builder);
        this.kernelQuantizer = builder.kernelQuantizer;
        this.inputQuantizer = builder.inputQuantizer;
        this.kernelBound = builder.kernelBound;
        this.learningRateScale = builder.learningRateScale;
        this.paddingValue = builder.paddingValue;
        this.hasBias = builder.hasBias;
        this.clipKernel = builder.clipKernel;
        this.kernelSize = builder.kernelSize;
        this.stride = builder.stride;
        this.padding = builder.padding;
        this.dilation = builder.dilation;
        this.convolutionMode = builder.convolutionMode;
        this.dataFormat = builder.dataFormat;
    }

    protected final void setLayerOptionsBuilder(BaseBinaryConvolutionLayer.BaseBuilder<?> builder, double[] values) {
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
        if (paddingValue != null) {
            builder.paddingValue(paddingValue.getValue(values));
        }
        if (hasBias != null) {
            builder.hasBias(hasBias.getValue(values));
        }
        if (clipKernel != null) {
            builder.clipKernel(clipKernel.getValue(values));
        }
        if (kernelSize != null) {
            builder.kernelSize(kernelSize.getValue(values));
        }
        if (stride != null) {
            builder.stride(stride.getValue(values));
        }
        if (padding != null) {
            builder.padding(padding.getValue(values));
        }
        if (dilation != null) {
            builder.dilation(dilation.getValue(values));
        }
        if (convolutionMode != null) {
            builder.convolutionMode(convolutionMode.getValue(values));
        }
        if (dataFormat != null) {
            builder.dataFormat(dataFormat.getValue(values));
        }
    }

    @Override
    public String toString() {
        return toString(", ");
    }

    @Override
    public String toString(String delimiter) {
        return getClass().getSimpleName() + "(" + super.toString(delimiter) + ")";
    }

    /** The options of all; they are those of {@link BaseBinaryConvolutionLayer.BaseBuilder}. */
    @SuppressWarnings("unchecked")
    public abstract static class BaseBuilder<T extends BaseBuilder<T>> extends FeedForwardLayerSpace.Builder<T> {

        private ParameterSpace<Quantizer> kernelQuantizer;
        private ParameterSpace<Quantizer> inputQuantizer;
        private ParameterSpace<KernelBound> kernelBound;
        private ParameterSpace<KernelLearningRateScale> learningRateScale;
        private ParameterSpace<PaddingValue> paddingValue;
        private ParameterSpace<Boolean> hasBias;
        private ParameterSpace<Boolean> clipKernel;
        private ParameterSpace<int[]> kernelSize;
        private ParameterSpace<int[]> stride;
        private ParameterSpace<int[]> padding;
        private ParameterSpace<int[]> dilation;
        private ParameterSpace<ConvolutionMode> convolutionMode;
        private ParameterSpace<CNN2DFormat> dataFormat;

        public T kernelQuantizer(Quantizer kernelQuantizer) {
            return kernelQuantizer(new FixedValue<>(kernelQuantizer));
        }

        /**
         * @param kernelQuantizer such as a {@link QuantizerSpace}
         */
        public T kernelQuantizer(ParameterSpace<Quantizer> kernelQuantizer) {
            this.kernelQuantizer = kernelQuantizer;
            return (T) this;
        }

        public T inputQuantizer(Quantizer inputQuantizer) {
            return inputQuantizer(new FixedValue<>(inputQuantizer));
        }

        /**
         * @param inputQuantizer such as a {@link QuantizerSpace}
         */
        public T inputQuantizer(ParameterSpace<Quantizer> inputQuantizer) {
            this.inputQuantizer = inputQuantizer;
            return (T) this;
        }

        public T kernelBound(double h) {
            return kernelBound(KernelBound.of(h));
        }

        public T kernelBound(KernelBound kernelBound) {
            return kernelBound(new FixedValue<>(kernelBound));
        }

        /**
         * @param kernelBound such as a {@link KernelBoundSpace}
         */
        public T kernelBound(ParameterSpace<KernelBound> kernelBound) {
            this.kernelBound = kernelBound;
            return (T) this;
        }

        public T learningRateScale(double scale) {
            return learningRateScale(KernelLearningRateScale.of(scale));
        }

        public T learningRateScale(KernelLearningRateScale learningRateScale) {
            return learningRateScale(new FixedValue<>(learningRateScale));
        }

        /**
         * @param learningRateScale such as a {@link KernelLearningRateScaleSpace}
         */
        public T learningRateScale(ParameterSpace<KernelLearningRateScale> learningRateScale) {
            this.learningRateScale = learningRateScale;
            return (T) this;
        }

        public T paddingValue(PaddingValue paddingValue) {
            return paddingValue(new FixedValue<>(paddingValue));
        }

        public T paddingValue(ParameterSpace<PaddingValue> paddingValue) {
            this.paddingValue = paddingValue;
            return (T) this;
        }

        public T hasBias(boolean hasBias) {
            return hasBias(new FixedValue<>(hasBias));
        }

        public T hasBias(ParameterSpace<Boolean> hasBias) {
            this.hasBias = hasBias;
            return (T) this;
        }

        public T clipKernel(boolean clipKernel) {
            return clipKernel(new FixedValue<>(clipKernel));
        }

        public T clipKernel(ParameterSpace<Boolean> clipKernel) {
            this.clipKernel = clipKernel;
            return (T) this;
        }

        public T kernelSize(int... kernelSize) {
            return kernelSize(new FixedValue<>(kernelSize));
        }

        public T kernelSize(ParameterSpace<int[]> kernelSize) {
            this.kernelSize = kernelSize;
            return (T) this;
        }

        public T stride(int... stride) {
            return stride(new FixedValue<>(stride));
        }

        public T stride(ParameterSpace<int[]> stride) {
            this.stride = stride;
            return (T) this;
        }

        public T padding(int... padding) {
            return padding(new FixedValue<>(padding));
        }

        public T padding(ParameterSpace<int[]> padding) {
            this.padding = padding;
            return (T) this;
        }

        public T dilation(int... dilation) {
            return dilation(new FixedValue<>(dilation));
        }

        public T dilation(ParameterSpace<int[]> dilation) {
            this.dilation = dilation;
            return (T) this;
        }

        public T convolutionMode(ConvolutionMode convolutionMode) {
            return convolutionMode(new FixedValue<>(convolutionMode));
        }

        public T convolutionMode(ParameterSpace<ConvolutionMode> convolutionMode) {
            this.convolutionMode = convolutionMode;
            return (T) this;
        }

        public T dataFormat(CNN2DFormat dataFormat) {
            return dataFormat(new FixedValue<>(dataFormat));
        }

        public T dataFormat(ParameterSpace<CNN2DFormat> dataFormat) {
            this.dataFormat = dataFormat;
            return (T) this;
        }
    }
}
