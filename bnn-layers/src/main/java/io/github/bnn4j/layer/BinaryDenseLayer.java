package io.github.bnn4j.layer;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.impl.BinaryDenseParamInitializer;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.threads.NativeThreads;
import java.util.Collection;
import java.util.List;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A fully connected layer with a binary kernel: {@code y = x * Wb (+ b)}, {@code Wb = H * q(W / H)}. The latent kernel W
 * is real-valued, in [-H, H], and is what is trained, saved and clipped; Wb is what forward and backward multiply with;
 * the gradient with respect to Wb is applied to W (Courbariaux et al. 2016, arXiv 1602.02830, algorithm 1).
 *
 * <p>Shapes: x {@code [examples, nIn]}, W {@code [nIn, nOut]}, b {@code [nOut]}, y {@code [examples, nOut]}. Recurrent and
 * convolutional input is reshaped as for DL4J's DenseLayer.
 *
 * <p>The defaults make the paper's layer: deterministic sign, H = 1, W uniform in [-H, H] at first and clipped after
 * each update, learning-rate scale GLOROT, no bias, no activation function (batch normalization and
 * {@link io.github.bnn4j.activation.SignActivation} come as layers of their own).
 *
 * <p>Dropout acts on the quantized input where there is an input quantizer, so that a dropped input counts for nothing.
 *
 * <p>Weight noise, such as DL4J's DropConnect, acts on the latent kernel: a weight that it drops becomes +H, not 0.
 * Constraints given for the whole network do not reach a layer that has its own, as DL4J has it, and so not one with the
 * default clip.
 *
 * <p>An {@link IllegalArgumentException} at {@link Builder#build()} names the layer, the option and the value that cannot
 * be; a layer without clip is warned of.
 */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class BinaryDenseLayer extends FeedForwardLayer implements BinaryLayer {

    private Quantizer kernelQuantizer;
    private Quantizer inputQuantizer;
    private KernelBound kernelBound;
    private KernelLearningRateScale learningRateScale;
    private boolean hasBias;

    private BinaryDenseLayer(Builder builder) {
        super(builder);
        this.kernelQuantizer = builder.kernelQuantizer;
        this.inputQuantizer = builder.inputQuantizer;
        this.kernelBound = builder.kernelBound;
        this.learningRateScale = builder.learningRateScale;
        this.hasBias = builder.hasBias;
        if (weightInitFn == null) {
            weightInitFn = new LatentUniformInit(kernelBound);
        }
        initializeConstraints(builder);
        BinaryLayerValidation.check(this, constraints);
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
        LayerValidation.assertNInNOutSet("BinaryDenseLayer", getLayerName(), layerIndex, getNIn(), getNOut());
        var layer = new io.github.bnn4j.layer.impl.BinaryDenseLayer(conf, networkDataType);
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
        return BinaryDenseParamInitializer.getInstance();
    }

    /** Tells whether a bias is added to the products. */
    public boolean hasBias() {
        return hasBias;
    }

    @Override
    public List<KernelLayout> kernelLayouts() {
        return List.of(KernelLayout.ofShape(DefaultParamInitializer.WEIGHT_KEY, getNIn(), getNOut()));
    }

    /** The layer's updater; for the kernel, with its learning-rate scale, or the one that is for kernels. */
    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return UpdaterByParam.of(this, paramName, super.getUpdaterByParam(paramName));
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        InputType outputType = getOutputType(-1, inputType);
        long numParams = initializer().numParams(this);
        long binarizedKernel = getNIn() * getNOut();
        long updaterState =
                getUpdaterByParam(DefaultParamInitializer.WEIGHT_KEY).stateSize(binarizedKernel)
                        + getIUpdater().stateSize(numParams - binarizedKernel);
        long inputCopy = getIDropout() == null && inputQuantizer == null ? 0 : inputType.arrayElementsPerExample();
        return new LayerMemoryReport.Builder(getLayerName(), BinaryDenseLayer.class, inputType, outputType)
                .standardMemory(numParams, updaterState)
                .workingMemory(binarizedKernel, 0, binarizedKernel, inputCopy + outputType.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    /** Builds a {@link BinaryDenseLayer}; what is not set here or in the superclass is as the paper has it. */
    public static class Builder extends FeedForwardLayer.Builder<Builder> {

        private Quantizer kernelQuantizer = new SteSign();
        private Quantizer inputQuantizer;
        private KernelBound kernelBound = KernelBound.of(1);
        private KernelLearningRateScale learningRateScale = KernelLearningRateScale.glorot();
        private boolean hasBias;
        private boolean clipKernel = true;

        /** Begins with the paper's layer; only nOut, and nIn unless an input type gives it, must be set. */
        public Builder() {
            // Set here, so that a network-wide default (sigmoid, if nobody says otherwise) does not apply.
            this.activationFn = new ActivationIdentity();
        }

        /**
         * @param quantizer binarizes the latent kernel, such as {@link SteSign} (default) or
         *     {@link io.github.bnn4j.quantizer.StochasticSign}; it must apply to kernels
         */
        public Builder kernelQuantizer(Quantizer quantizer) {
            this.kernelQuantizer = quantizer;
            return this;
        }

        /**
         * @param quantizer binarizes the layer's input; null (default) takes it as it comes; it must apply to activations
         */
        public Builder inputQuantizer(Quantizer quantizer) {
            this.inputQuantizer = quantizer;
            return this;
        }

        /**
         * @param h bound of the latent kernel and magnitude of the binarized one; finite, greater than 0; default 1
         */
        public Builder kernelBound(double h) {
            return kernelBound(KernelBound.of(h));
        }

        /**
         * @param bound a number, or {@link KernelBound#glorot()}
         */
        public Builder kernelBound(KernelBound bound) {
            this.kernelBound = bound;
            return this;
        }

        /**
         * @param scale factor on the updater's step of the kernel; finite, greater than 0
         */
        public Builder learningRateScale(double scale) {
            return learningRateScale(KernelLearningRateScale.of(scale));
        }

        /**
         * @param scale {@link KernelLearningRateScale#glorot()} (default), a number, or
         *     {@link KernelLearningRateScale#none()}, which DL4J's GradientCheckUtil needs, as it looks at the updater's step
         */
        public Builder learningRateScale(KernelLearningRateScale scale) {
            this.learningRateScale = scale;
            return this;
        }

        /**
         * @param hasBias whether to add a bias; false by default, as batch normalization follows, which has its own
         */
        public Builder hasBias(boolean hasBias) {
            this.hasBias = hasBias;
            return this;
        }

        /**
         * @param clipKernel whether the latent kernel is clipped to [-H, H] after each update; true by default. A
         *     {@link WeightClip} given to {@code constrainWeights} takes its place.
         */
        public Builder clipKernel(boolean clipKernel) {
            this.clipKernel = clipKernel;
            return this;
        }

        @Override
        public BinaryDenseLayer build() {
            List<LayerConstraint> given = weightConstraints;
            if (clipKernel) {
                weightConstraints = DefaultClip.addTo(given, kernelBound);
            }
            try {
                return new BinaryDenseLayer(this);
            } finally {
                // The default clip is this layer's: one that is built later may have another bound, or none.
                weightConstraints = given;
            }
        }
    }
}
