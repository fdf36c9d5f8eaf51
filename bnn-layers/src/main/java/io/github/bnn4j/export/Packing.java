package io.github.bnn4j.export;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads DL4J's layers one after the other, and tells {@link Folding} what they do at inference. */
final class Packing {

    private final InputEncoding input;
    private final Folding folding;

    /** Whether DL4J's images have the channels last, as the layers before say. */
    private boolean channelsLast;

    Packing(InputEncoding input) {
        this.input = input;
        this.folding = new Folding(input);
    }

    PackedNetwork pack(NetworkSteps network, List<String> labels) {
        network.checkInput(input);
        for (Step step : network.steps()) {
            preProcess(step);
            pack(step);
        }
        return new PackedNetwork(new PackedContent(input, folding.finish(), labels));
    }

    /** Flat input is in the order of DL4J's channels-first images. */
    private void preProcess(Step step) {
        if (step.preProcessor() instanceof CnnToFeedForwardPreProcessor flatten) {
            ImageShape images =
                    checkedShape(step, flatten.getNumChannels(), flatten.getInputHeight(), flatten.getInputWidth());
            folding.flatten(images, flatten.getFormat() == CNN2DFormat.NHWC);
        } else if (step.preProcessor() instanceof FeedForwardToCnnPreProcessor unflatten) {
            folding.unflatten(
                    checkedShape(
                            step, unflatten.getNumChannels(), unflatten.getInputHeight(), unflatten.getInputWidth()),
                    step);
        } else if (step.preProcessor() != null) {
            throw step.notPackable("its input preprocessor is "
                    + step.preProcessor().getClass().getSimpleName()
                    + "; CnnToFeedForwardPreProcessor and FeedForwardToCnnPreProcessor are known");
        }
    }

    private ImageShape checkedShape(Step step, long channels, long height, long width) {
        if (channels * height * width != folding.width()) {
            throw step.notPackable("its input preprocessor is for " + channels * height * width
                    + " values, but there are " + folding.width() + " before it");
        }
        return new ImageShape(Math.toIntExact(channels), Math.toIntExact(height), Math.toIntExact(width));
    }

    private void pack(Step step) {
        var configuration = step.configuration();
        if (configuration instanceof BinaryDenseLayer dense) {
            if (dense.getInputQuantizer() != null) {
                folding.sign(TwoValues.of(dense.getInputQuantizer(), step), step);
            }
            folding.binaryDense(BinarizedWeights.of(dense, step), bias(step, dense.hasBias(), dense.getNOut()));
            activation(dense.getActivationFn(), step);
        } else if (configuration instanceof BinaryConvolutionLayer convolution) {
            binaryConvolution(convolution, step);
        } else if (configuration instanceof ConvolutionLayer) {
            throw step.notPackable(
                    configuration instanceof BinaryLayer
                            ? "of binary convolutions only BinaryConvolutionLayer can; put one in its place"
                            : "its weights are real numbers, and packed convolutions have binary ones; put a "
                                    + "BinaryConvolutionLayer in its place");
        } else if (configuration instanceof SubsamplingLayer pooling) {
            pooling(pooling, step);
        } else if (configuration instanceof GlobalPoolingLayer pooling) {
            globalPooling(pooling, step);
        } else if (configuration instanceof BatchNormalization normalization) {
            folding.affine(NormalizationAtInference.of(normalization, step), step);
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

    private void binaryConvolution(BinaryConvolutionLayer convolution, Step step) {
        if (convolution.getInputQuantizer() != null) {
            folding.sign(TwoValues.of(convolution.getInputQuantizer(), step), step);
        }
        channelsLast = convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC;
        Window window = new SlidingWindow(
                        convolution.getKernelSize(),
                        convolution.getStride(),
                        convolution.getPadding(),
                        convolution.getDilation(),
                        convolution.getConvolutionMode())
                .over(folding.image(), step);
        if (folding.image().channels() != convolution.getNIn()) {
            throw step.notPackable("it takes images of " + convolution.getNIn() + " channels, but there are "
                    + folding.image() + " values before it");
        }
        folding.binaryConvolution(
                BinarizedWeights.of(convolution, step),
                bias(step, convolution.hasBias(), convolution.getNOut()),
                window,
                convolution.getPaddingValue().value());
        activation(convolution.getActivationFn(), step);
    }

    private void pooling(SubsamplingLayer pooling, Step step) {
        if (pooling.getPoolingType() != PoolingType.MAX) {
            throw step.notPackable("its pooling type is " + pooling.getPoolingType() + "; only MAX is known");
        }
        channelsLast = pooling.getCnn2dDataFormat() == CNN2DFormat.NHWC;
        Window window = new SlidingWindow(
                        pooling.getKernelSize(),
                        pooling.getStride(),
                        pooling.getPadding(),
                        pooling.getDilation(),
                        pooling.getConvolutionMode())
                .over(folding.image(), step);
        folding.maxPooling(window, step);
    }

    private void globalPooling(GlobalPoolingLayer pooling, Step step) {
        int[] dimensions = pooling.getPoolingDimensions();
        boolean first = dimensions == null || Arrays.equals(dimensions, new int[] {2, 3});
        if (pooling.getPoolingType() != PoolingType.AVG || !pooling.isCollapseDimensions()) {
            throw step.notPackable("its pooling type is " + pooling.getPoolingType() + ", collapsing "
                    + pooling.isCollapseDimensions() + "; only AVG that collapses is known");
        }
        if (first ? channelsLast : !channelsLast || !Arrays.equals(dimensions, new int[] {1, 2})) {
            throw step.notPackable("its pooling dimensions are " + Arrays.toString(dimensions) + " on images with the "
                    + "channels "
                    + (channelsLast
                            ? "last, where 1 and 2 are rows and columns"
                            : "first, where 2 and 3 are" + " rows and columns"));
        }
        folding.globalAveragePooling();
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
        folding.dense(
                step,
                bias.length,
                order -> new FloatDense((int) weights.size(0), inOrder(rows, bias.length, order), floatBias));
    }

    private static float[] inOrder(float[] rows, int outputs, int[] order) {
        if (order == null) {
            return rows;
        }
        float[] inOrder = new float[rows.length];
        for (int k = 0; k < order.length; k++) {
            System.arraycopy(rows, order[k] * outputs, inOrder, k * outputs, outputs);
        }
        return inOrder;
    }

    private void activation(IActivation activation, Step step) {
        if (activation instanceof SignActivation sign) {
            folding.sign(TwoValues.of(sign.getQuantizer(), step), step);
        } else if (!(activation instanceof ActivationIdentity)) {
            ActivationFunctions.Known known = ActivationFunctions.of(activation, step);
            if (known.function() == Elementwise.Function.SOFTMAX && folding.isImage()) {
                throw step.notPackable("its softmax is over the channels of each pixel, which is not known");
            }
            folding.add(step, () -> new Elementwise(known.function(), known.parameter(), folding.width()));
        }
    }
}
