package io.github.bnn4j.export;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.FloatDenseSum;
import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.graph.WindowMean;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads DL4J's layers one after the other, and tells in operations what each of them does at inference.
 */
final class LayerReader {

    private final Step step;
    private Dl4jValue value;

    private LayerReader(Step step, Dl4jValue input) {
        this.step = step;
        this.value = input;
    }

    /**
     * Returns the value that a layer makes of its input.
     *
     * @throws NotPackableException if the layer is not known, or does not take such a value
     */
    static Dl4jValue read(Step step, Dl4jValue input) {
        LayerReader reader = new LayerReader(step, input);
        reader.preProcess();
        reader.layer();
        return reader.value;
    }

    private void apply(Operation operation) {
        value = value.then(step, operation);
    }

    private void preProcess() {
        if (step.preProcessor() != null) {
            value = PreProcessorReader.read(step.preProcessor(), step, value);
        }
    }

    private void layer() {
        var configuration = step.configuration();
        if (configuration instanceof BinaryDenseLayer dense) {
            binaryDense(dense);
        } else if (configuration instanceof BinaryConvolutionLayer convolution) {
            binaryConvolution(convolution);
        } else if (configuration instanceof ConvolutionLayer convolution) {
            convolution(convolution);
        } else if (configuration instanceof SubsamplingLayer pooling) {
            pooling(pooling);
        } else if (configuration instanceof GlobalPoolingLayer pooling) {
            globalPooling(pooling);
        } else if (configuration instanceof RSignLayer sign) {
            shift(RSignLayer.SHIFT);
            quantize(sign.getQuantizer());
        } else if (configuration instanceof RPReLULayer) {
            apply(new Rectification(
                    parameter(RPReLULayer.SHIFT_IN), parameter(RPReLULayer.SLOPE), parameter(RPReLULayer.SHIFT_OUT)));
        } else if (configuration instanceof PReLULayer) {
            apply(ChannelwiseReader.prelu(step, value));
        } else if (configuration instanceof BatchNormalization normalization) {
            normalization(normalization);
        } else if (configuration instanceof DenseLayer dense) {
            if (dense.hasLayerNorm()) {
                throw step.notPackable("it has layer normalization, which is not supported");
            }
            dense(bias(dense.hasBias(), dense.getNOut()));
            activation(dense.getActivationFn());
        } else if (configuration.getClass() == OutputLayer.class) {
            BaseOutputLayer output = (BaseOutputLayer) configuration;
            dense(bias(output.hasBias(), output.getNOut()));
            activation(output.getActivationFn());
        } else if (configuration instanceof LossLayer loss) {
            activation(loss.getActivationFn());
        } else if (configuration instanceof ActivationLayer activation) {
            activation(activation.getActivationFn());
        } else if (!(configuration instanceof DropoutLayer)) {
            throw step.notPackable("layers of this type are not supported");
        }
    }

    private void binaryDense(BinaryDenseLayer dense) {
        quantize(dense.getInputQuantizer());
        BinarizedWeights weights = BinarizedWeights.of(dense, step);
        value = value.vector(step);
        apply(new DenseSum(weights.signs()));
        apply(Scale.of(scaling(weights.magnitude(), bias(dense.hasBias(), dense.getNOut()))));
        activation(dense.getActivationFn());
    }

    private void binaryConvolution(BinaryConvolutionLayer convolution) {
        quantize(convolution.getInputQuantizer());
        value = value.images(convolution.getCnn2dDataFormat());
        Window window = SlidingWindow.of(convolution).over(value.shape(), step);
        value.requireChannels(convolution.getNIn(), step);
        BinarizedWeights weights = BinarizedWeights.of(convolution, step);
        apply(new WindowSum(window, convolution.getPaddingValue().value(), weights.signs()));
        apply(Scale.of(scaling(weights.magnitude(), bias(convolution.hasBias(), convolution.getNOut()))));
        activation(convolution.getActivationFn());
    }

    private static Scaling scaling(double[] magnitude, double[] bias) {
        return new Scaling(magnitude, bias, Arrays.stream(bias).map(Math::abs).toArray());
    }

    private void convolution(ConvolutionLayer convolution) {
        if (convolution instanceof BinaryLayer binary) {
            quantize(binary.getInputQuantizer());
        }
        value = ConvolutionReader.read(convolution, bias(convolution.hasBias(), convolution.getNOut()), step, value);
        activation(convolution.getActivationFn());
    }

    private void shift(String parameter) {
        double[] shifts = step.layer().getParam(parameter).dup().data().asDouble();
        double[] ones = new double[shifts.length];
        Arrays.fill(ones, 1);
        scale(new Scaling(ones, shifts, Arrays.stream(shifts).map(Math::abs).toArray()));
    }

    private float[] parameter(String name) {
        return step.layer().getParam(name).dup().data().asFloat();
    }

    private void pooling(SubsamplingLayer pooling) {
        value = value.images(pooling.getCnn2dDataFormat());
        Window window = SlidingWindow.of(pooling).over(value.shape(), step);
        switch (pooling.getPoolingType()) {
            case MAX -> apply(WindowMaximum.of(window, value.shape().channels()));
            case AVG -> apply(new WindowMean(window, pooling.isAvgPoolIncludePadInDivisor()));
            default ->
                throw step.notPackable(
                        "its pooling type is " + pooling.getPoolingType() + "; MAX and AVG are supported");
        }
    }

    private void globalPooling(GlobalPoolingLayer pooling) {
        int[] dimensions = pooling.getPoolingDimensions();
        boolean first = dimensions == null || Arrays.equals(dimensions, new int[] {2, 3});
        if (pooling.getPoolingType() != PoolingType.AVG || !pooling.isCollapseDimensions()) {
            throw step.notPackable("its pooling type is " + pooling.getPoolingType() + " and its "
                    + "collapseDimensions " + pooling.isCollapseDimensions() + "; AVG with collapseDimensions "
                    + "true is supported");
        }
        boolean channelsLast = value.channelsLast();
        if (first ? channelsLast : !channelsLast || !Arrays.equals(dimensions, new int[] {1, 2})) {
            throw step.notPackable("its pooling dimensions are " + Arrays.toString(dimensions) + " on images with the "
                    + "channels "
                    + (channelsLast
                            ? "last, where 1 and 2 are rows and columns"
                            : "first, where 2 and 3 are" + " rows and columns"));
        }
        apply(new GlobalMean());
    }

    private void normalization(BatchNormalization normalization) {
        scale(NormalizationAtInference.of(normalization, step));
    }

    /** Takes the example for a vector, whatever image its encoding says, where there are as many features as values. */
    private void scale(Scaling scaling) {
        if (scaling.features() != value.shape().channels()
                && scaling.features() == value.shape().size()) {
            value = value.vector(step);
        }
        apply(Scale.of(scaling));
    }

    private double[] bias(boolean hasBias, long outputs) {
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

    private void dense(double[] bias) {
        INDArray weights = step.layer().getParam(DefaultParamInitializer.WEIGHT_KEY);
        float[] floatBias = new float[bias.length];
        for (int n = 0; n < bias.length; n++) {
            floatBias[n] = (float) bias[n];
        }
        value = value.vector(step);
        apply(new FloatDenseSum(weights.dup('c').data().asFloat(), floatBias));
    }

    private void quantize(Quantizer quantizer) {
        if (quantizer != null) {
            Scaling scaling = QuantizedSigns.of(quantizer, value.shape().channels(), step);
            apply(new SignOf());
            apply(Scale.of(scaling));
        }
    }

    private void activation(IActivation activation) {
        if (activation instanceof SignActivation sign) {
            quantize(sign.getQuantizer());
        } else if (!(activation instanceof ActivationIdentity)) {
            ActivationFunctions.Known known = ActivationFunctions.of(activation, step);
            if (known.function() == Elementwise.Function.SOFTMAX) {
                value = value.vector(step);
            }
            apply(new ActivationOf(known.function(), known.parameter()));
        }
    }
}
