package io.github.bnn4j.search;

import io.github.bnn4j.layer.BaseBinaryConvolutionLayer;
import io.github.bnn4j.layer.PaddingValue;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** This class has what the spaces of binary convolution layers have in common. What is not set stays as the layer's builder has it. */
@Getter
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
abstract class BaseBinaryConvolutionLayerSpace<L extends BaseBinaryConvolutionLayer> extends BaseBinaryLayerSpace<L> {

    private ParameterSpace<PaddingValue> paddingValue;
    private ParameterSpace<int[]> kernelSize;
    private ParameterSpace<int[]> stride;
    private ParameterSpace<int[]> padding;
    private ParameterSpace<int[]> dilation;
    private ParameterSpace<ConvolutionMode> convolutionMode;
    private ParameterSpace<CNN2DFormat> dataFormat;

    BaseBinaryConvolutionLayerSpace(BaseBuilder<?> builder) {
        super(builder);
        this.paddingValue = builder.paddingValue;
        this.kernelSize = builder.kernelSize;
        this.stride = builder.stride;
        this.padding = builder.padding;
        this.dilation = builder.dilation;
        this.convolutionMode = builder.convolutionMode;
        this.dataFormat = builder.dataFormat;
    }

    final void setLayerOptionsBuilder(BaseBinaryConvolutionLayer.BaseBuilder<?> builder, double[] values) {
        super.setLayerOptionsBuilder(builder, values);
        builder.binaryOptions(getBinaryOptions().getValue(values));
        set(paddingValue, values, builder::paddingValue);
        set(kernelSize, values, builder::kernelSize);
        set(stride, values, builder::stride);
        set(padding, values, builder::padding);
        set(dilation, values, builder::dilation);
        set(convolutionMode, values, builder::convolutionMode);
        set(dataFormat, values, builder::dataFormat);
    }

    /** The setters that the builders of these spaces share; they are those of {@link BaseBinaryConvolutionLayer.BaseBuilder}. */
    @SuppressWarnings("unchecked")
    abstract static class BaseBuilder<T extends BaseBuilder<T>> extends BaseBinaryLayerSpace.BaseBuilder<T> {

        private ParameterSpace<PaddingValue> paddingValue;
        private ParameterSpace<int[]> kernelSize;
        private ParameterSpace<int[]> stride;
        private ParameterSpace<int[]> padding;
        private ParameterSpace<int[]> dilation;
        private ParameterSpace<ConvolutionMode> convolutionMode;
        private ParameterSpace<CNN2DFormat> dataFormat;

        public T paddingValue(PaddingValue paddingValue) {
            return paddingValue(new FixedValue<>(paddingValue));
        }

        public T paddingValue(ParameterSpace<PaddingValue> paddingValue) {
            this.paddingValue = paddingValue;
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
