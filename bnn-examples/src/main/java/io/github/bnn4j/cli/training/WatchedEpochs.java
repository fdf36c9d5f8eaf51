package io.github.bnn4j.cli.training;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Tells a listener of the steps of each epoch, and of nothing else that the network does.
 *
 * @param epochs does the steps
 */
public record WatchedEpochs(EpochTraining epochs, TrainingListener listener) implements EpochTraining {

    @Override
    public double train(MultiLayerNetwork network, int epoch, Observer observer) {
        List<TrainingListener> others = List.copyOf(network.getListeners());
        network.addListeners(listener);
        try {
            return epochs.train(network, epoch, observer);
        } finally {
            network.setListeners(others);
        }
    }
}
