package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.block.BiRealNet;
import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.block.ReActNet;
import io.github.bnn4j.block.Shortcut;
import io.github.bnn4j.cli.data.PixelShape;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Residual binary networks for small images, such as those of CIFAR-10: three stages of six binary convolutions, of 16, 32 and 64
 * channels times a multiplier, each stage at half the height and width of the one before; the first and the last layer are in floats.
 * Images come flat, as image iterators have them; the classes leave by softmax, to be trained with cross-entropy.
 *
 * <p>Vertices of the n-th block of stage s are named {@code stage<s>_block<n>_...}.
 */
public final class ResidualNetworks {

    private static final int STAGES = 3;
    private static final int BLOCKS_PER_STAGE = 6;
    private static final int CHANNELS = 16;
    private static final String IMAGE = "image";

    private final PixelShape images;
    private final int classes;
    private final double widthMultiplier;
    private final IUpdater updater;
    private final long seed;

    /**
     * @param images what goes in, of 4 x 4 pixels or more
     * @param classes what comes out, at least 2
     * @param widthMultiplier factor on the channels of all stages, which are rounded to whole numbers, at least 1; QuickNet needs 4 in
     *     the first stage
     * @param updater of all parameters; the kernels have no scale of their own
     * @throws IllegalArgumentException naming what is not so
     */
    public ResidualNetworks(PixelShape images, int classes, double widthMultiplier, IUpdater updater, long seed) {
        if (!(widthMultiplier > 0) || Double.isInfinite(widthMultiplier)) {
            throw new IllegalArgumentException("--width-multiplier must be greater than 0, got " + widthMultiplier);
        }
        if (Math.min(images.rows(), images.columns()) < 1 << (STAGES - 1)) {
            throw new IllegalArgumentException(
                    "Residual networks halve images twice, so they need 4 x 4 pixels or more, got " + images);
        }
        this.images = images;
        this.classes = classes;
        this.widthMultiplier = widthMultiplier;
        this.updater = updater;
        this.seed = seed;
    }

    /** A block is one of {@code BiRealNet.block} and the like. */
    @FunctionalInterface
    private interface Block {
        String add(GraphBuilder graph, String name, String input, int channels);
    }

    /** Returns a ResNet-20 of Bi-Real blocks: two of them take the place of one residual block (Liu et al. 2018, arXiv 1808.00278). */
    public ComputationGraphConfiguration biReal20() {
        return resNet20(BiRealNet::block, BiRealNet::transition);
    }

    /** Makes a network like {@link #biReal20}, of ReActNet's blocks (Liu et al. 2020, arXiv 2003.03488). 2020, arXiv 2003.03488). */
    public ComputationGraphConfiguration react20() {
        return resNet20(ReActNet::block, ReActNet::transition);
    }

    /**
     * Returns the float twin of all of them, a ResNet-20 whose blocks are {@code x + BN(conv(relu(x)))}, of the same widths and
     * shortcuts: ReLU in the place of the sign, and real kernels.
     */
    public ComputationGraphConfiguration floatTwin20() {
        return resNet20(
                (graph, name, input, channels) -> floatBlock(graph, name, input, input, channels, 1),
                (graph, name, input, channels) ->
                        floatBlock(graph, name, input, Shortcut.halved(graph, name, input, channels), channels, 2));
    }

    private static String floatBlock(
            GraphBuilder graph, String name, String input, String shortcut, int channels, int stride) {
        graph.addLayer(name + "_relu", new ActivationLayer(Activation.RELU), input);
        graph.addLayer(name + "_conv", Shortcut.convolution(3, stride, channels), name + "_relu");
        graph.addLayer(name + "_bn", Shortcut.normalization(), name + "_conv");
        return Shortcut.sum(graph, name, name + "_bn", shortcut);
    }

    private ComputationGraphConfiguration resNet20(Block block, Block transition) {
        GraphBuilder graph = graph();
        graph.addLayer("stem_conv", Shortcut.convolution(3, 1, channels(1)), IMAGE);
        graph.addLayer("stem_bn", Shortcut.normalization(), "stem_conv");
        String last = "stem_bn";
        for (int stage = 1; stage <= STAGES; stage++) {
            for (int i = 1; i <= BLOCKS_PER_STAGE; i++) {
                Block next = stage > 1 && i == 1 ? transition : block;
                last = next.add(graph, blockName(stage, i), last, channels(stage));
            }
        }
        graph.addLayer("top_pool", new GlobalPoolingLayer(PoolingType.AVG), last);
        graph.addLayer("top_output", softmax(), "top_pool");
        return finished(graph, "top_output");
    }

    /**
     * Returns quickNet for small images: strides of 1 in the stem, and three stages (Bannink et al. 2021, arXiv 2011.09398).
     * Transitions, {@code stage<s>_transition_...}, come ahead of the blocks of a stage.
     */
    public ComputationGraphConfiguration quickNet() {
        GraphBuilder graph = graph();
        String last = QuickNet.stem(graph, "stem", IMAGE, channels(1), 1);
        for (int stage = 1; stage <= STAGES; stage++) {
            if (stage > 1) {
                last = QuickNet.transition(graph, "stage" + stage + "_transition", last, channels(stage));
            }
            for (int i = 1; i <= BLOCKS_PER_STAGE; i++) {
                last = QuickNet.block(graph, blockName(stage, i), last, channels(stage));
            }
        }
        return finished(graph, QuickNet.top(graph, "top", last, classes));
    }

    private GraphBuilder graph() {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater)
                .graphBuilder()
                .addInputs(IMAGE);
    }

    private ComputationGraphConfiguration finished(GraphBuilder graph, String output) {
        return graph.setOutputs(output)
                .setInputTypes(InputType.convolutionalFlat(images.rows(), images.columns(), images.channels()))
                .build();
    }

    private static String blockName(int stage, int block) {
        return "stage" + stage + "_block" + block;
    }

    private OutputLayer softmax() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .build();
    }

    private int channels(int stage) {
        return (int) Math.max(1, Math.round(CHANNELS * (1 << (stage - 1)) * widthMultiplier));
    }
}
