package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import java.util.List;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Tells a listener of the steps of each epoch, and of nothing else that the network does.
 *
 * @param epochs does the steps
 */
public record WatchedEpochs(EpochTraining epochs, TrainingListener listener) implements EpochTraining {

    @Override
    public double train(Dl4jNetwork network, int epoch, Observer observer) {
        List<TrainingListener> others = List.copyOf(network.listeners());
        network.addListener(listener);
        try {
            return epochs.train(network, epoch, observer);
        } finally {
            network.setListeners(others);
        }
    }
}
