package io.github.bnn4j.layer;

import io.github.bnn4j.layer.impl.ChannelwiseParamInitializer;
import java.util.Collection;
import java.util.Map;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * This class has what elementwise layers with one parameter, or a few, for each channel have in common: the shape of the output is
 * that of the input, {@code [examples, channels]}, images {@code [examples, channels, height, width]} or time series {@code
 * [examples, channels, time]}, or either with the channels last.
 *
 * <p>The parameters are no kernels: to DL4J they are biases, with the updater and the regularization of biases, and the
 * learning-rate scale, the clip and the constraints of kernels do not reach them.
 */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public abstract class BaseChannelwiseLayer extends FeedForwardLayer {

    private boolean channelsLast;

    /** A subclass ends its constructor with {@code initializeConstraints}. */
    BaseChannelwiseLayer(BaseBuilder<?> builder) {
        super(builder);
        this.channelsLast = builder.channelsLast;
        require(
                getActivationFn() instanceof ActivationIdentity,
                "it is an activation function itself: leave activation out",
                getActivationFn());
        require(
                getNIn() <= 0 || getNOut() <= 0 || getNIn() == getNOut(),
                "as many channels come out as go in: give nIn or nOut, or leave both to the input type",
                "nIn " + getNIn() + " and nOut " + getNOut());
        setNIn(Math.max(getNIn(), getNOut()));
        setNOut(getNIn());
    }

    /** Refuses an option, naming the layer, the demand and the value, unless the demand holds. */
    final void require(boolean holds, String demand, Object value) {
        if (!holds) {
            String name = getLayerName() == null ? "(no name set)" : "\"" + getLayerName() + "\"";
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " " + name + ": " + demand + ", got " + value);
        }
    }

    /** Returns the names of the parameters, one number for each channel each, with what they are at first. */
    public abstract Map<String, Double> initialValues();

    /** Returns the implementation, without parameters. */
    abstract org.deeplearning4j.nn.layers.BaseLayer<BaseChannelwiseLayer> implementation(
            NeuralNetConfiguration conf, DataType dataType);

    @Override
    public BaseChannelwiseLayer clone() {
        return (BaseChannelwiseLayer) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerValidation.assertNOutSet(getClass().getSimpleName(), getLayerName(), layerIndex, getNOut());
        var layer = implementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return ChannelwiseParamInitializer.getInstance();
    }

    /**
     * @throws IllegalStateException for input other than flat features, images and time series
     */
    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        if (inputType != null) {
            switch (inputType.getType()) {
                case FF, CNN, RNN:
                    return inputType;
                case CNNFlat:
                    InputType.InputTypeConvolutionalFlat flat = (InputType.InputTypeConvolutionalFlat) inputType;
                    return InputType.convolutional(flat.getHeight(), flat.getWidth(), flat.getDepth());
                default:
                    break;
            }
        }
        throw unknown(inputType);
    }

    private IllegalStateException unknown(InputType inputType) {
        return new IllegalStateException(getClass().getSimpleName() + " \"" + getLayerName()
                + "\" takes flat features, images and time series, got " + inputType);
    }

    /** Sets the number of channels, and where they are. */
    @Override
    public void setNIn(InputType inputType, boolean override) {
        switch (inputType.getType()) {
            case FF:
                setChannels(((InputType.InputTypeFeedForward) inputType).getSize(), override);
                break;
            case CNN:
                InputType.InputTypeConvolutional images = (InputType.InputTypeConvolutional) inputType;
                setChannels(images.getChannels(), override);
                channelsLast = images.getFormat() == CNN2DFormat.NHWC;
                break;
            case CNNFlat:
                setChannels(((InputType.InputTypeConvolutionalFlat) inputType).getDepth(), override);
                break;
            case RNN:
                InputType.InputTypeRecurrent series = (InputType.InputTypeRecurrent) inputType;
                setChannels(series.getSize(), override);
                channelsLast = series.getFormat() == RNNFormat.NWC;
                break;
            default:
                throw unknown(inputType);
        }
    }

    private void setChannels(long channels, boolean override) {
        if (getNIn() <= 0 || override) {
            setNIn(channels);
            setNOut(channels);
        }
    }

    /** Flattened images become images again; anything else is taken as it comes. */
    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return inputType instanceof InputType.InputTypeConvolutionalFlat flat
                ? new FeedForwardToCnnPreProcessor(flat.getHeight(), flat.getWidth(), flat.getDepth())
                : null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        InputType outputType = getOutputType(-1, inputType);
        long numParams = initializer().numParams(this);
        long updaterState = initialValues().keySet().stream()
                .mapToLong(param -> getUpdaterByParam(param).stateSize(getNOut()))
                .sum();
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, outputType)
                .standardMemory(numParams, updaterState)
                .workingMemory(0, 0, 0, outputType.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    /** The options of all these layers. */
    @SuppressWarnings("unchecked")
    public abstract static class BaseBuilder<T extends BaseBuilder<T>> extends FeedForwardLayer.Builder<T> {

        private boolean channelsLast;

        BaseBuilder() {
            // Set here, so that a network-wide default (sigmoid, if nobody says otherwise) does not apply.
            this.activationFn = new ActivationIdentity();
        }

        /**
         * @param channelsLast whether channels are the last dimension of images and time series; false by default. Where the
         *     network is told its input type, that decides
         */
        public T channelsLast(boolean channelsLast) {
            this.channelsLast = channelsLast;
            return (T) this;
        }
    }
}
