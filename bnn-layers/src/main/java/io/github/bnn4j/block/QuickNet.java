package io.github.bnn4j.block;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BlurLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.quantizer.SteSign;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Parts of QuickNet (Bannink et al. 2021, Larq Compute Engine, arXiv 2011.09398; Larq Zoo): a cheap float stem, residual
 * blocks of one binary convolution each, and transitions that blur before they leave out pixels.
 *
 * <pre>{@code
 * String last = QuickNet.stem(graph, "stem", "image", 64, 2);
 * last = QuickNet.block(graph, "block1", last, 64);
 * last = QuickNet.transition(graph, "transition1", last, 128);
 * last = QuickNet.block(graph, "block2", last, 128);
 * graph.setOutputs(QuickNet.top(graph, "top", last, classes));
 * }</pre>
 *
 * <p>Of binary layers, the padding counts as +1, signs and kernels pass gradients within 1.25, and kernels are clipped there; they start
 * by Glorot's rule, and follow the learning rate as it is. Batch normalization has decay 0.9 and epsilon 1e-5. {@link BiRealNet} tells
 * what the blocks need of the graph, and why the sign is no vertex of its own.
 */
public final class QuickNet {

    private static final double CLIP = 1.25;

    private QuickNet() {}

    /**
     * Adds the stem, in floats.
     *
     * <pre>
     *     input
     *     name_conv           3 x 3, to a quarter of the channels
     *     name_conv_bn        batch normalization
     *     name_relu
     *     name_depthwise      3 x 3, each channel alone
     *     name_depthwise_bn   batch normalization without scale and shift
     *     name_pointwise      1 x 1
     *     name_bn             batch normalization
     * </pre>
     *
     * @param name that the names of its vertices begin with
     * @param input name of the vertex that images come from
     * @param channels of what comes out, at least 4
     * @param stride of both 3 x 3 convolutions: 2 is the authors', for images of some hundred pixels; 1 leaves small ones as they are
     * @return the name of the last vertex, {@code name_bn}
     */
    public static String stem(GraphBuilder graph, String name, String input, int channels, int stride) {
        if (channels < 4) {
            throw new IllegalArgumentException("The stem \"" + name
                    + "\" begins with a quarter of its channels, so it needs at least 4, got " + channels);
        }
        graph.addLayer(name + "_conv", Shortcut.convolution(3, stride, channels / 4), input);
        graph.addLayer(name + "_conv_bn", Shortcut.normalization(), name + "_conv");
        graph.addLayer(name + "_relu", new ActivationLayer(Activation.RELU), name + "_conv_bn");
        graph.addLayer(name + "_depthwise", depthwise(stride), name + "_relu");
        graph.addLayer(name + "_depthwise_bn", withoutScaleAndShift(), name + "_depthwise");
        graph.addLayer(name + "_pointwise", Shortcut.pointwise(channels), name + "_depthwise_bn");
        graph.addLayer(name + "_bn", Shortcut.normalization(), name + "_pointwise");
        return name + "_bn";
    }

    /**
     * Adds a residual block: {@code y = x + BN(ReLU(bc(sign(x))))}, with batch normalization behind the ReLU.
     *
     * <pre>
     *     input ------------------------------------------.
     *       |                                             |
     *     name_conv   sign, then binary 3 x 3, stride 1   |
     *     name_relu                                       |
     *     name_bn     batch normalization                 |
     *     name_add  &lt;-------------------------------------'
     * </pre>
     *
     * @param name that the names of the block's vertices begin with
     * @param input name of the vertex that x comes from
     * @param channels of x and y
     * @return the name of the vertex that y comes from, {@code name_add}
     */
    public static String block(GraphBuilder graph, String name, String input, int channels) {
        Shortcut.requireChannels(name, channels);
        graph.addLayer(
                name + "_conv",
                new BinaryConvolutionLayer.Builder(3, 3)
                        .convolutionMode(ConvolutionMode.Same)
                        .paddingValue(PaddingValue.ONE)
                        .nOut(channels)
                        .inputQuantizer(new SteSign(CLIP))
                        .kernelQuantizer(new SteSign(CLIP))
                        .learningRateScale(KernelLearningRateScale.none())
                        .weightInit(WeightInit.XAVIER)
                        .constrainWeights(new WeightClip(CLIP))
                        .build(),
                input);
        graph.addLayer(name + "_relu", new ActivationLayer(Activation.RELU), name + "_conv");
        graph.addLayer(name + "_bn", Shortcut.normalization(), name + "_relu");
        return Shortcut.sum(graph, name, name + "_bn", input);
    }

    /**
     * Adds a transition, in floats, which halves height and width and, usually, doubles the channels.
     *
     * <pre>
     *     input
     *     name_relu
     *     name_pool      maximum, 2 x 2, stride 1
     *     name_blur      (1 2 1) x (1 2 1) / 16, each channel alone, stride 2; never trained
     *     name_project   1 x 1
     *     name_bn        batch normalization
     * </pre>
     *
     * <p>The blur is a {@link BlurLayer}, DL4J's DepthwiseConvolution2D with fixed weights.
     *
     * @param name that the names of its vertices begin with
     * @param input name of the vertex that x comes from, of images of 3 x 3 pixels or more
     * @param channels of what comes out
     * @return the name of the last vertex, {@code name_bn}
     */
    public static String transition(GraphBuilder graph, String name, String input, int channels) {
        Shortcut.requireChannels(name, channels);
        graph.addLayer(name + "_relu", new ActivationLayer(Activation.RELU), input);
        graph.addLayer(
                name + "_pool",
                new SubsamplingLayer.Builder(PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(1, 1)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .build(),
                name + "_relu");
        graph.addLayer(
                name + "_blur",
                new BlurLayer.Builder()
                        .stride(2, 2)
                        .convolutionMode(ConvolutionMode.Same)
                        .build(),
                name + "_pool");
        graph.addLayer(name + "_project", Shortcut.pointwise(channels), name + "_blur");
        graph.addLayer(name + "_bn", Shortcut.normalization(), name + "_project");
        return name + "_bn";
    }

    /**
     * Adds what tells the classes, in floats.
     *
     * <pre>
     *     input
     *     name_relu
     *     name_pool      mean over all pixels
     *     name_output    dense, softmax, cross-entropy
     * </pre>
     *
     * @param name that the names of its vertices begin with
     * @param input name of the vertex that x comes from
     * @return the name of the last vertex, {@code name_output}, an output of the graph
     */
    public static String top(GraphBuilder graph, String name, String input, int classes) {
        graph.addLayer(name + "_relu", new ActivationLayer(Activation.RELU), input);
        graph.addLayer(name + "_pool", new GlobalPoolingLayer(PoolingType.AVG), name + "_relu");
        graph.addLayer(
                name + "_output",
                new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(classes)
                        .activation(Activation.SOFTMAX)
                        .weightInit(WeightInit.XAVIER)
                        .build(),
                name + "_pool");
        return name + "_output";
    }

    private static DepthwiseConvolution2D depthwise(int stride) {
        return new DepthwiseConvolution2D.Builder(3, 3)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Same)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .weightInit(WeightInit.XAVIER)
                .build();
    }

    private static BatchNormalization withoutScaleAndShift() {
        return new FastBatchNormalization.Builder()
                .decay(0.9)
                .eps(1e-5)
                .lockGammaBeta(true)
                .build();
    }
}
