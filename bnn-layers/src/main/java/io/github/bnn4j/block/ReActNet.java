package io.github.bnn4j.block;

import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.layer.RSignLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * Blocks of ReActNet in its ResNet form: those of Bi-Real Net, with a learnable shift of each channel ahead of the sign, and a
 * PReLU between two learnable shifts behind the sum (Liu et al. 2020, arXiv 2003.03488, section 4.2).
 *
 * <p>The paper trains in two steps, first the activations binary and the weights real, then both, with the softmax of a float network
 * to follow: that is a matter of training, not of the blocks. The shifts and slopes are no kernels, and so the paper's weight decay of
 * kernels does not reach them. Kernels are those of {@link BiRealNet}, where an example is, and what the blocks need of the graph.
 */
public final class ReActNet {

    private ReActNet() {}

    /**
     * Adds a block that keeps the size and the number of channels:
     * {@code y = RPReLU(x + BN(bc(RSign(x))))}.
     *
     * <pre>
     *     input ----------------------------------.
     *       |                                     |
     *     name_rsign    sign(x + b)               |
     *     name_conv     binary 3 x 3, stride 1    |
     *     name_bn       batch normalization       |
     *     name_add  &lt;-----------------------------'
     *     name_rprelu   PReLU(x + b1) + b2
     * </pre>
     *
     * @param name that the names of the block's vertices begin with
     * @param input name of the vertex that x comes from
     * @param channels of x and y
     * @return the name of the vertex that y comes from, {@code name_rprelu}
     */
    public static String block(GraphBuilder graph, String name, String input, int channels) {
        return activated(graph, name, branch(graph, name, input, 1, channels), input);
    }

    /**
     * Adds a block that halves height and width and, usually, doubles the channels.
     *
     * <pre>
     *     input ------------------------------------.
     *       |                                       |
     *     name_rsign    sign(x + b)               name_pool         average, 2 x 2, stride 2
     *     name_conv     binary 3 x 3, stride 2    name_project      float 1 x 1
     *     name_bn       batch normalization       name_project_bn   batch normalization
     *     name_add  &lt;-------------------------------'
     *     name_rprelu   PReLU(x + b1) + b2
     * </pre>
     *
     * @param name that the names of the block's vertices begin with
     * @param input name of the vertex that x comes from
     * @param channels of y
     * @return the name of the vertex that y comes from, {@code name_rprelu}
     */
    public static String transition(GraphBuilder graph, String name, String input, int channels) {
        String branch = branch(graph, name, input, 2, channels);
        return activated(graph, name, branch, Shortcut.halved(graph, name, input, channels));
    }

    private static String branch(GraphBuilder graph, String name, String input, int stride, int channels) {
        Shortcut.requireChannels(name, channels);
        graph.addLayer(name + "_rsign", new RSignLayer.Builder().build(), input);
        graph.addLayer(name + "_conv", BiRealNet.convolution(stride, channels, null), name + "_rsign");
        graph.addLayer(name + "_bn", Shortcut.normalization(), name + "_conv");
        return name + "_bn";
    }

    private static String activated(GraphBuilder graph, String name, String branch, String shortcut) {
        String sum = Shortcut.sum(graph, name, branch, shortcut);
        graph.addLayer(name + "_rprelu", new RPReLULayer.Builder().build(), sum);
        return name + "_rprelu";
    }
}
