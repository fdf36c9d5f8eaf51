package io.github.bnn4j.block;

import io.github.bnn4j.normalization.FastBatchNormalization;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * Parts that residual blocks share, for blocks of one's own too: float convolutions and batch normalization around the binary
 * layers, and the sum.
 */
public final class Shortcut {

    private Shortcut() {}

    /**
     * Adds average pooling of 2 x 2 with stride 2, a float convolution of 1 x 1, and batch normalization: {@code name_pool},
     * {@code name_project} and {@code name_project_bn}.
     *
     * @return the name of the last
     */
    public static String halved(GraphBuilder graph, String name, String input, int channels) {
        graph.addLayer(
                name + "_pool",
                new SubsamplingLayer.Builder(PoolingType.AVG)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .convolutionMode(ConvolutionMode.Same)
                        .build(),
                input);
        graph.addLayer(name + "_project", pointwise(channels), name + "_pool");
        graph.addLayer(name + "_project_bn", normalization(), name + "_project");
        return name + "_project_bn";
    }

    /** Adds {@code name_add}, the sum of both, and returns its name. */
    public static String sum(GraphBuilder graph, String name, String first, String second) {
        graph.addVertex(name + "_add", new ElementWiseVertex(ElementWiseVertex.Op.Add), first, second);
        return name + "_add";
    }

    /** Returns a float convolution of 1 x 1, without bias, as batch normalization follows. */
    static ConvolutionLayer pointwise(int channels) {
        return convolution(1, 1, channels);
    }

    /** Returns a float convolution with "same" padding, without bias, as batch normalization follows. */
    public static ConvolutionLayer convolution(int size, int stride, int channels) {
        return new ConvolutionLayer.Builder(size, size)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(channels)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .weightInit(WeightInit.RELU)
                .build();
    }

    /** Returns batch normalization with the authors' numbers: running statistics keep 0.9 of what they are, epsilon is 1e-5. */
    public static BatchNormalization normalization() {
        return new FastBatchNormalization.Builder().decay(0.9).eps(1e-5).build();
    }

    /** Refuses what no block can have. */
    static void requireChannels(String name, int channels) {
        if (channels < 1) {
            throw new IllegalArgumentException(
                    "The residual block \"" + name + "\" needs at least 1 channel, got " + channels);
        }
    }
}
