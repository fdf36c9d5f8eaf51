package io.github.bnn4j.block;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.weights.WeightInit;

/**
 * Blocks of Bi-Real Net: a shortcut around each binary convolution, so that real values flow through the whole network (Liu et al.
 * 2018, arXiv 1808.00278, section 3.2).
 *
 * <pre>{@code
 * GraphBuilder graph = new NeuralNetConfiguration.Builder().updater(new Adam(1e-3)).graphBuilder().addInputs("image");
 * graph.addLayer("stem", ..., "image");
 * String last = BiRealNet.block(graph, "block1", "stem", 16);
 * last = BiRealNet.transition(graph, "block2", last, 32);
 * ... graph.setInputTypes(InputType.convolutional(32, 32, 3)).build();
 * }</pre>
 *
 * <p>The vertices are DL4J's and this library's own layers, and named after their block. How many channels come in follows from
 * {@code setInputTypes}, which also says the data format, NCHW or NHWC. The pseudo-gradient of the sign is {@link ApproxSign}'s
 * (section 3.3), the kernels are scaled by their mean magnitude ({@link MagnitudeAwareSign}; section 3.3 has them for training), start by
 * Glorot's rule, are clipped to [-1, 1] and follow the learning rate as it is.
 *
 * <p>The sign is the convolution's input quantizer rather than a vertex of its own: DL4J's ActivationLayer overwrites its input
 * at inference, in {@code ComputationGraph.feedForward} always and in {@code output} where there are no workspaces, and the shortcut
 * needs that input.
 */
public final class BiRealNet {

    private BiRealNet() {}

    /**
     * Adds a block that keeps the size and the number of channels: {@code y = x + BN(bc(sign(x)))}.
     *
     * <pre>
     *     input ------------------------------------------.
     *       |                                             |
     *     name_conv   sign, then binary 3 x 3, stride 1   |
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
        return Shortcut.sum(graph, name, branch(graph, name, input, 1, channels), input);
    }

    /**
     * Adds a block that halves height and width and, usually, doubles the channels.
     *
     * <pre>
     *     input --------------------------------------------.
     *       |                                               |
     *     name_conv   sign, then binary 3 x 3, stride 2   name_pool         average, 2 x 2, stride 2
     *     name_bn     batch normalization                 name_project      float 1 x 1
     *       |                                             name_project_bn   batch normalization
     *     name_add  &lt;---------------------------------------'
     * </pre>
     *
     * @param name that the names of the block's vertices begin with
     * @param input name of the vertex that x comes from
     * @param channels of y
     * @return the name of the vertex that y comes from, {@code name_add}
     */
    public static String transition(GraphBuilder graph, String name, String input, int channels) {
        String branch = branch(graph, name, input, 2, channels);
        return Shortcut.sum(graph, name, branch, Shortcut.halved(graph, name, input, channels));
    }

    private static String branch(GraphBuilder graph, String name, String input, int stride, int channels) {
        Shortcut.requireChannels(name, channels);
        graph.addLayer(name + "_conv", convolution(stride, channels, new ApproxSign()), input);
        graph.addLayer(name + "_bn", Shortcut.normalization(), name + "_conv");
        return name + "_bn";
    }

    /**
     * @param sign of the input, or null if it comes as signs
     */
    static BinaryConvolutionLayer convolution(int stride, int channels, Quantizer sign) {
        return new BinaryConvolutionLayer.Builder(3, 3)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(channels)
                .inputQuantizer(sign)
                .kernelQuantizer(new MagnitudeAwareSign())
                .learningRateScale(KernelLearningRateScale.none())
                .weightInit(WeightInit.XAVIER)
                .build();
    }
}
