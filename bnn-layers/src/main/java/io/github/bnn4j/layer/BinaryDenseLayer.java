package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.layer.impl.BinaryDenseParamInitializer;
import io.github.bnn4j.threads.NativeThreads;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
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

    private BinaryOptions binaryOptions = new BinaryOptions();

    private BinaryDenseLayer(Builder builder) {
        super(builder);
        this.binaryOptions = builder.binaryOptions;
        BinaryLayerValidation.check(this);
        if (weightInitFn == null) {
            weightInitFn = new LatentUniformInit(getKernelBound());
        }
        initializeConstraints(builder);
        constraints = KernelClip.addTo(constraints, builder.getWeightConstraints(), this);
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
        BopValidation.check(this, initializeParams ? layer : null);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return BinaryDenseParamInitializer.getInstance();
    }

    @Override
    public List<KernelLayout> kernelLayouts() {
        return List.of(KernelLayout.ofShape(DefaultParamInitializer.WEIGHT_KEY, getNIn(), getNOut()));
    }

    /** Returns the layer's updater; for the kernel, with its learning-rate scale, or the one that is for kernels. */
    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return UpdaterByParam.of(this, paramName, super.getUpdaterByParam(paramName));
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return BinaryMemoryReport.of(this, inputType);
    }

    /** Builds a {@link BinaryDenseLayer}; what is not set here or in the superclass is as the paper has it. */
    public static class Builder extends FeedForwardLayer.Builder<Builder> implements BinaryLayerBuilder<Builder> {

        @Getter
        private BinaryOptions binaryOptions = new BinaryOptions();

        /** Begins with the paper's layer; only nOut, and nIn unless an input type gives it, must be set. */
        public Builder() {
            // Set here, so that a network-wide default (sigmoid, if nobody says otherwise) does not apply.
            this.activationFn = new ActivationIdentity();
        }

        @Override
        public Builder binaryOptions(BinaryOptions options) {
            this.binaryOptions = Objects.requireNonNull(options, "options");
            return this;
        }

        @Override
        public BinaryDenseLayer build() {
            return new BinaryDenseLayer(this);
        }
    }
}
