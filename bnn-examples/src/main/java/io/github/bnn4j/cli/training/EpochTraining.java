package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;

/** Says how the steps of an epoch are done: here, or by many machines. */
public interface EpochTraining {

    /**
     * Does the steps of an epoch, or some of them if it is told to stop. What is random depends on the seed of the settings
     * and the epoch alone. The network's count of epochs stays as it is.
     *
     * @param epoch from 0
     * @param observer to be told of steps that are done
     * @return the mean loss
     */
    double train(Dl4jNetwork network, int epoch, Observer observer);

    /** Watches an epoch. */
    @FunctionalInterface
    interface Observer {

        /**
         * @param done mini-batches done in this epoch
         * @param meanLoss over them
         * @return whether to go on
         */
        boolean stepsDone(int done, double meanLoss);
    }

    /** Makes one for a run. */
    @FunctionalInterface
    interface Factory {

        EpochTraining of(TrainingSettings settings, LabelledImages images);
    }
}
