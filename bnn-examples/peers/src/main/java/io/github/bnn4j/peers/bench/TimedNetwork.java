package io.github.bnn4j.peers.bench;

import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.cli.classifier.TrainedNetworks;
import io.github.bnn4j.cli.data.Cifar10Batches;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.network.GraphNetwork;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A network to be timed. How long it takes does not depend on the weights, so they are as initialized. */
enum TimedNetwork {
    /** The paper's for MNIST. */
    DENSE("784-3x4096-10", List.of(1, 64, 1000)),
    /** The paper's for CIFAR-10, at full width. */
    CONVNET("CIFAR-10 ConvNet", List.of(1, 64)),
    /** A residual network for CIFAR-10. */
    BIREAL20("Bi-Real 20", List.of(1, 64)),
    /** Larq Zoo's QuickNet for ImageNet: four stages of four blocks. */
    QUICKNET("QuickNet, 224 x 224", List.of(1));

    private static final PixelShape PHOTOGRAPH = new PixelShape(3, 224, 224);
    private static final int PHOTOGRAPH_CLASSES = 1000;
    private static final int[] QUICKNET_CHANNELS = {64, 128, 256, 512};
    private static final int QUICKNET_BLOCKS = 4;

    private final String title;
    private final List<Integer> batches;

    TimedNetwork(String title, List<Integer> batches) {
        this.title = title;
        this.batches = batches;
    }

    /** Returns what tables call it. */
    String title() {
        return title;
    }

    /** Returns how many images at a time it is worth timing with. */
    List<Integer> batches() {
        return batches;
    }

    /** Returns it packed. */
    PackedNetwork packed() {
        return switch (this) {
            case DENSE -> ofPreset("paper", new PixelShape(1, 28, 28));
            case CONVNET -> ofPreset("cifar10", Cifar10Batches.SHAPE);
            case BIREAL20 -> ofPreset("bireal20", Cifar10Batches.SHAPE);
            case QUICKNET -> quickNet();
        };
    }

    private static PackedNetwork ofPreset(String preset, PixelShape shape) {
        LabelledImages black = LabelledImages.ofShared(new byte[shape.pixels()], shape, new byte[1], 10);
        Dl4jNetwork network = TrainedNetworks.initialized(Preset.named(preset).hyperparameters(), black);
        return network.packed(ImageIterator.encoding(black), List.of());
    }

    private static PackedNetwork quickNet() {
        GraphBuilder graph =
                new NeuralNetConfiguration.Builder().seed(1).graphBuilder().addInputs("image");
        String last = QuickNet.stem(graph, "stem", "image", QUICKNET_CHANNELS[0], 2);
        for (int stage = 0; stage < QUICKNET_CHANNELS.length; stage++) {
            int channels = QUICKNET_CHANNELS[stage];
            if (stage > 0) {
                last = QuickNet.transition(graph, "transition" + stage, last, channels);
            }
            for (int block = 0; block < QUICKNET_BLOCKS; block++) {
                last = QuickNet.block(graph, "stage" + stage + "_block" + block, last, channels);
            }
        }
        graph.setOutputs(QuickNet.top(graph, "top", last, PHOTOGRAPH_CLASSES));
        graph.setInputTypes(
                InputType.convolutionalFlat(PHOTOGRAPH.rows(), PHOTOGRAPH.columns(), PHOTOGRAPH.channels()));
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        return new GraphNetwork(network)
                .packed(
                        InputEncoding.bytes(-1, 1, PHOTOGRAPH.channels(), PHOTOGRAPH.rows(), PHOTOGRAPH.columns()),
                        List.of());
    }

    /** Returns it as options have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
