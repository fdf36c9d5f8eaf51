package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.ChainNetwork;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.network.GraphNetwork;
import io.github.bnn4j.cli.settings.Hyperparameters;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The networks that programs train: chains and residual ones. */
public final class TrainedNetworks {

    private TrainedNetworks() {}

    /**
     * Returns the network of these settings, initialized.
     *
     * @param images all training images, those that validate at their end
     * @throws IllegalArgumentException if the images are too small for so much pooling
     */
    public static Dl4jNetwork initialized(Hyperparameters hyper, LabelledImages images) {
        if (hyper.architecture().isChain()) {
            return new ChainNetwork(ClassifierNetwork.initialized(hyper, images));
        }
        ComputationGraph graph = new ComputationGraph(residual(hyper, images));
        graph.init();
        return new GraphNetwork(graph);
    }

    private static ComputationGraphConfiguration residual(Hyperparameters hyper, LabelledImages images) {
        ResidualNetworks networks = new ResidualNetworks(
                images.shape(),
                images.classes(),
                hyper.architecture().widthMultiplier(),
                new ClassifierNetwork(hyper, images).adam(),
                hyper.schedule().seed());
        if (hyper.architecture().floatTwin()) {
            return networks.floatTwin20();
        }
        return switch (hyper.architecture().net()) {
            case BIREAL20 -> networks.biReal20();
            case REACT20 -> networks.react20();
            case QUICKNET -> networks.quickNet();
            case CHAIN -> throw new IllegalStateException("A chain is no residual network");
        };
    }
}
