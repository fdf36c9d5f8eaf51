package io.github.bnn4j.layer;

import io.github.bnn4j.layer.impl.BinaryConvolutionParamInitializer;
import io.github.bnn4j.threads.NativeThreads;
import java.util.Collection;
import java.util.Objects;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ConvolutionUtils;
import org.deeplearning4j.util.ValidationUtils;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/** This class has what the 2-d convolution layers with binary kernels have in common; each of them says what its kernels are. */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public abstract class BaseBinaryConvolutionLayer extends ConvolutionLayer implements BinaryLayer {

    private BinaryOptions binaryOptions = new BinaryOptions();
    private PaddingValue paddingValue = PaddingValue.ZERO;

    /** A subclass ends its constructor with {@link #complete}. */
    BaseBinaryConvolutionLayer(BaseBuilder<?> builder) {
        super(builder);
        ConvolutionUtils.validateConvolutionModePadding(convolutionMode, padding);
        ConvolutionUtils.validateCnnKernelStridePadding(kernelSize, stride, padding);
        this.cnn2dDataFormat = builder.dataFormat;
        this.binaryOptions = builder.getBinaryOptions();
        this.paddingValue = builder.paddingValue;
        BinaryLayerValidation.check(this);
        BinaryLayerValidation.require(
                paddingValue != null, this, "paddingValue must be ZERO or ONE", builder.paddingValue);
        if (weightInitFn == null) {
            weightInitFn = new LatentUniformInit(getKernelBound());
        }
    }

    /** Adds the constraints, which need the layer's kernels. */
    final void complete(BaseBuilder<?> builder) {
        initializeConstraints(builder);
        constraints = KernelClip.addTo(constraints, builder.getWeightConstraints(), this);
    }

    /** Returns the options with the bias of DL4J's convolutions, which have one of their own, and that counts. */
    @Override
    public BinaryOptions getBinaryOptions() {
        return binaryOptions.withHasBias(hasBias);
    }

    @Override
    public void setBinaryOptions(BinaryOptions options) {
        binaryOptions = options;
        hasBias = options.isHasBias();
    }

    /** Returns the implementation, without parameters. */
    abstract org.deeplearning4j.nn.layers.convolution.ConvolutionLayer implementation(
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
        BopValidation.check(this, initializeParams ? layer : null);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return BinaryConvolutionParamInitializer.getInstance();
    }

    /** Returns the layer's updater; for a kernel, with its learning-rate scale, or the one that is for kernels. */
    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return UpdaterByParam.of(this, paramName, super.getUpdaterByParam(paramName));
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return BinaryMemoryReport.of(this, inputType);
    }

    /** The options of all binary convolution layers; what is not set is as the paper has it, or else as DL4J has it. */
    @SuppressWarnings("unchecked")
    public abstract static class BaseBuilder<T extends BaseBuilder<T>> extends BaseConvBuilder<T>
            implements BinaryLayerBuilder<T> {

        private BinaryOptions binaryOptions = new BinaryOptions();
        private PaddingValue paddingValue = PaddingValue.ZERO;
        private CNN2DFormat dataFormat = CNN2DFormat.NCHW;

        BaseBuilder(int[] kernelSize, int[] stride, int[] padding) {
            super(kernelSize, stride, padding);
            setPaperDefaults();
        }

        BaseBuilder(int[] kernelSize, int[] stride) {
            super(kernelSize, stride);
            setPaperDefaults();
        }

        BaseBuilder(int... kernelSize) {
            super(kernelSize.length == 0 ? new int[] {5, 5} : kernelSize);
            setPaperDefaults();
        }

        private void setPaperDefaults() {
            // Set here, so that a network-wide default (sigmoid, if nobody says otherwise) does not apply.
            this.activationFn = new ActivationIdentity();
            this.hasBias = false;
        }

        @Override
        public BinaryOptions getBinaryOptions() {
            return binaryOptions.withHasBias(hasBias);
        }

        @Override
        public T binaryOptions(BinaryOptions options) {
            this.binaryOptions = Objects.requireNonNull(options, "options");
            return hasBias(options.isHasBias());
        }

        /**
         * @param value what the padding counts as; {@link PaddingValue#ZERO} by default
         */
        public T paddingValue(PaddingValue value) {
            this.paddingValue = value;
            return (T) this;
        }

        /**
         * @param format of input and output: NCHW {@code [examples, channels, height, width]}, the default and the faster, or
         *     NHWC
         */
        public T dataFormat(CNN2DFormat format) {
            this.dataFormat = Objects.requireNonNull(format, "format");
            return (T) this;
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
