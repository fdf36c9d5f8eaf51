package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.impl.BinaryConvolutionParamInitializer;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.threads.NativeThreads;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ConvolutionUtils;
import org.deeplearning4j.util.ValidationUtils;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/** What the 2-d convolution layers with binary kernels have in common; each says what its kernels are. */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public abstract class BaseBinaryConvolutionLayer extends ConvolutionLayer implements BinaryLayer {

    private Quantizer kernelQuantizer;
    private Quantizer inputQuantizer;
    private KernelBound kernelBound;
    private KernelLearningRateScale learningRateScale;
    private PaddingValue paddingValue = PaddingValue.ZERO;

    /** A subclass ends its constructor with {@link #complete}. */
    protected BaseBinaryConvolutionLayer(BaseBuilder<?> builder) {
        super(builder);
        this.cnn2dDataFormat = builder.dataFormat;
        this.kernelQuantizer = builder.kernelQuantizer;
        this.inputQuantizer = builder.inputQuantizer;
        this.kernelBound = builder.kernelBound;
        this.learningRateScale = builder.learningRateScale;
        this.paddingValue = builder.paddingValue;
        if (weightInitFn == null) {
            weightInitFn = new LatentUniformInit(kernelBound);
        }
    }

    /** What needs all options set: constraints and validation. */
    protected final void complete(BaseBuilder<?> builder) {
        initializeConstraints(builder);
        BinaryLayerValidation.check(this, constraints);
        if (paddingValue == null) {
            throw new IllegalArgumentException(
                    BinaryLayerValidation.describe(this) + ": paddingValue must be ZERO or ONE, got null");
        }
    }

    /** The implementation, without parameters. */
    protected abstract org.deeplearning4j.nn.layers.convolution.ConvolutionLayer implementation(
            NeuralNetConfiguration conf, DataType dataType);

    @Override
    public BaseBinaryConvolutionLayer clone() {
        return (BaseBinaryConvolutionLayer) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        NativeThreads.warnIfSpinning();
        LayerValidation.assertNInNOutSet(getClass().getSimpleName(), getLayerName(), layerIndex, getNIn(), getNOut());
        var layer = implementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        BopValidation.check(this, this, initializeParams ? layer : null);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return BinaryConvolutionParamInitializer.getInstance();
    }

    /** The layer's updater; for a kernel, with its learning-rate scale, or the one that is for kernels. */
    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return UpdaterByParam.of(this, paramName, super.getUpdaterByParam(paramName));
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        InputType outputType = getOutputType(-1, inputType);
        long binarizedKernels = 0;
        long updaterState = 0;
        for (KernelLayout kernel : kernelLayouts()) {
            binarizedKernels += kernel.length();
            updaterState += getUpdaterByParam(kernel.param()).stateSize(kernel.length());
        }
        long numParams = initializer().numParams(this);
        updaterState += getIUpdater().stateSize(numParams - binarizedKernels);
        long inputCopy = getIDropout() == null && inputQuantizer == null ? 0 : inputType.arrayElementsPerExample();
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, outputType)
                .standardMemory(numParams, updaterState)
                .workingMemory(binarizedKernels, 0, binarizedKernels, inputCopy + outputType.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    /** The options of all binary convolution layers; what is not set is as the paper has it, or else as DL4J has it. */
    @SuppressWarnings("unchecked")
    public abstract static class BaseBuilder<T extends BaseBuilder<T>> extends BaseConvBuilder<T> {

        private Quantizer kernelQuantizer = new SteSign();
        private Quantizer inputQuantizer;
        private KernelBound kernelBound = KernelBound.of(1);
        private KernelLearningRateScale learningRateScale = KernelLearningRateScale.glorot();
        private PaddingValue paddingValue = PaddingValue.ZERO;
        private boolean clipKernel = true;
        private CNN2DFormat dataFormat = CNN2DFormat.NCHW;

        /**
         * @param kernelSize height and width
         * @param stride down and across
         * @param padding rows above and below, columns left and right; not looked at in convolution mode Same
         */
        protected BaseBuilder(int[] kernelSize, int[] stride, int[] padding) {
            super(kernelSize, stride, padding);
            setPaperDefaults();
        }

        /**
         * @param kernelSize height and width
         * @param stride down and across
         */
        protected BaseBuilder(int[] kernelSize, int[] stride) {
            super(kernelSize, stride);
            setPaperDefaults();
        }

        /** @param kernelSize height and width, or one number for both; 5 x 5 if there is none */
        protected BaseBuilder(int... kernelSize) {
            super(kernelSize.length == 0 ? new int[] {5, 5} : kernelSize);
            setPaperDefaults();
        }

        private void setPaperDefaults() {
            // Set here, so that a network-wide default (sigmoid, if nobody says otherwise) does not apply.
            this.activationFn = new ActivationIdentity();
            this.hasBias = false;
        }

        /**
         * @param quantizer binarizes the latent kernels, such as {@link SteSign} (default) or
         *     {@link io.github.bnn4j.quantizer.StochasticSign}; it must apply to kernels
         */
        public T kernelQuantizer(Quantizer quantizer) {
            this.kernelQuantizer = quantizer;
            return (T) this;
        }

        /**
         * @param quantizer binarizes the layer's input; null (default) takes it as it comes; it must apply to activations
         */
        public T inputQuantizer(Quantizer quantizer) {
            this.inputQuantizer = quantizer;
            return (T) this;
        }

        /**
         * @param h bound of the latent kernels and magnitude of the binarized ones; finite, greater than 0; default 1
         */
        public T kernelBound(double h) {
            return kernelBound(KernelBound.of(h));
        }

        /**
         * @param bound a number, or {@link KernelBound#glorot()}, which is of each kernel's own fans
         */
        public T kernelBound(KernelBound bound) {
            this.kernelBound = bound;
            return (T) this;
        }

        /**
         * @param scale factor on the updater's step of the kernels; finite, greater than 0
         */
        public T learningRateScale(double scale) {
            return learningRateScale(KernelLearningRateScale.of(scale));
        }

        /**
         * @param scale {@link KernelLearningRateScale#glorot()} (default), which is of each kernel's own fans, a number, or
         *     {@link KernelLearningRateScale#none()}, which DL4J's GradientCheckUtil needs, as it looks at the updater's step
         */
        public T learningRateScale(KernelLearningRateScale scale) {
            this.learningRateScale = scale;
            return (T) this;
        }

        /**
         * @param value what the padding counts as; {@link PaddingValue#ZERO} by default
         */
        public T paddingValue(PaddingValue value) {
            this.paddingValue = value;
            return (T) this;
        }

        /**
         * @param hasBias whether to add a bias; false by default, as batch normalization follows, which has its own
         */
        @Override
        public T hasBias(boolean hasBias) {
            return super.hasBias(hasBias);
        }

        /**
         * @param clipKernel whether the latent kernels are clipped to [-H, H] after each update; true by default. A
         *     {@link io.github.bnn4j.constraint.WeightClip} given to {@code constrainWeights} takes its place.
         */
        public T clipKernel(boolean clipKernel) {
            this.clipKernel = clipKernel;
            return (T) this;
        }

        /**
         * @param format of input and output: NCHW {@code [examples, channels, height, width]}, the default and the faster, or
         *     NHWC
         */
        public T dataFormat(CNN2DFormat format) {
            this.dataFormat = format;
            return (T) this;
        }

        /** Builds a layer whose kernels are clipped, if so wanted. */
        protected final <L> L validatedAndClipped(Supplier<L> constructor) {
            ConvolutionUtils.validateConvolutionModePadding(convolutionMode, padding);
            ConvolutionUtils.validateCnnKernelStridePadding(kernelSize, stride, padding);
            List<LayerConstraint> given = weightConstraints;
            if (clipKernel) {
                weightConstraints = DefaultClip.addTo(given, kernelBound);
            }
            try {
                return constructor.get();
            } finally {
                // The default clip is this layer's: one that is built later may have another bound, or none.
                weightConstraints = given;
            }
        }

        @Override
        protected boolean allowCausal() {
            return false;
        }

        @Override
        public void setKernelSize(int[] kernelSize) {
            this.kernelSize = ValidationUtils.validate2NonNegative(kernelSize, false, "kernelSize");
        }

        @Override
        public void setStride(int[] stride) {
            this.stride = ValidationUtils.validate2NonNegative(stride, false, "stride");
        }

        @Override
        public void setPadding(int[] padding) {
            this.padding = ValidationUtils.validate2NonNegative(padding, false, "padding");
        }

        @Override
        public void setDilation(int[] dilation) {
            this.dilation = ValidationUtils.validate2NonNegative(dilation, false, "dilation");
        }
    }
}
