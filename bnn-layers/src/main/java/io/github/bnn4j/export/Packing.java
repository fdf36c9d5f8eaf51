package io.github.bnn4j.export;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads DL4J's layers one after the other, and tells {@link Folding} what they do at inference. */
final class Packing {

    private final InputEncoding input;
    private final Folding folding;

    Packing(InputEncoding input) {
        this.input = input;
        this.folding = new Folding(input);
    }

    PackedNetwork pack(NetworkSteps network, List<String> labels) {
        if (network.inputs() != input.size()) {
            throw new IllegalArgumentException("The network has " + network.inputs() + " inputs, but the encoding "
                    + input.shape() + " has " + input.size() + " values");
        }
        for (Step step : network.steps()) {
            checkPreProcessor(step);
            pack(step);
        }
        return new PackedNetwork(new PackedContent(input, folding.finish(), labels));
    }

    /** Packed input is flat already, in the order of DL4J's channels-first images. */
    private void checkPreProcessor(Step step) {
        boolean flattens = step.preProcessor() instanceof CnnToFeedForwardPreProcessor flatten
                && flatten.getFormat() == org.deeplearning4j.nn.conf.CNN2DFormat.NCHW;
        if (step.preProcessor() != null && !flattens) {
            throw step.notPackable("its input preprocessor is "
                    + step.preProcessor().getClass().getSimpleName()
                    + ", of which only CnnToFeedForwardPreProcessor for channels-first images is known");
        }
        if (step.preProcessor() instanceof CnnToFeedForwardPreProcessor flatten) {
            long values = flatten.getNumChannels() * flatten.getInputHeight() * flatten.getInputWidth();
            if (values != folding.width()) {
                throw step.notPackable("its input preprocessor flattens " + values + " values, but there are "
                        + folding.width() + " before it; batch normalization of images is not known");
            }
        }
    }

    private void pack(Step step) {
        var configuration = step.configuration();
        if (configuration instanceof BinaryDenseLayer dense) {
            if (dense.getInputQuantizer() != null) {
                folding.sign(TwoValues.of(dense.getInputQuantizer(), step), step);
            }
            folding.binaryDense(BinarizedWeights.of(dense, step), bias(step, dense.hasBias(), dense.getNOut()));
            activation(dense.getActivationFn(), step);
        } else if (configuration instanceof BatchNormalization normalization) {
            folding.affine(NormalizationAtInference.of(normalization, step));
        } else if (configuration instanceof DenseLayer dense) {
            if (dense.hasLayerNorm()) {
                throw step.notPackable("it has layer normalization, which is not known");
            }
            dense(step, bias(step, dense.hasBias(), dense.getNOut()));
            activation(dense.getActivationFn(), step);
        } else if (configuration.getClass() == OutputLayer.class) {
            BaseOutputLayer output = (BaseOutputLayer) configuration;
            dense(step, bias(step, output.hasBias(), output.getNOut()));
            activation(output.getActivationFn(), step);
        } else if (configuration instanceof LossLayer loss) {
            activation(loss.getActivationFn(), step);
        } else if (configuration instanceof ActivationLayer activation) {
            activation(activation.getActivationFn(), step);
        } else if (!(configuration instanceof DropoutLayer)) {
            throw step.notPackable("layers of this type are not known");
        }
    }

    private static double[] bias(Step step, boolean hasBias, long outputs) {
        if (!hasBias) {
            return new double[Math.toIntExact(outputs)];
        }
        double[] bias = step.layer().getParam(DefaultParamInitializer.BIAS_KEY).toDoubleVector();
        for (int n = 0; n < bias.length; n++) {
            if (!Double.isFinite(bias[n])) {
                throw step.notPackable("the bias of output " + n + " is " + bias[n]);
            }
        }
        return bias;
    }

    private void dense(Step step, double[] bias) {
        INDArray weights = step.layer().getParam(DefaultParamInitializer.WEIGHT_KEY);
        float[] rows = weights.dup('c').data().asFloat();
        float[] floatBias = new float[bias.length];
        for (int n = 0; n < bias.length; n++) {
            floatBias[n] = (float) bias[n];
        }
        folding.add(step, () -> new FloatDense((int) weights.size(0), rows, floatBias));
    }

    private void activation(IActivation activation, Step step) {
        if (activation instanceof SignActivation sign) {
            folding.sign(TwoValues.of(sign.getQuantizer(), step), step);
        } else if (!(activation instanceof ActivationIdentity)) {
            ActivationFunctions.Known known = ActivationFunctions.of(activation, step);
            folding.add(step, () -> new Elementwise(known.function(), known.parameter(), folding.width()));
        }
    }
}
