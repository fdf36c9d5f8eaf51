package io.github.bnn4j.examples.training;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * What a checkpoint holds beside the network.
 *
 * @param hyperparameters the run's settings as JSON, so that a resumed run can refuse others
 * @param history one entry for each finished epoch
 */
public record TrainingState(JsonNode hyperparameters, List<EpochMetrics> history) {

    public TrainingState {
        history = List.copyOf(history);
    }

    TrainingState with(EpochMetrics epoch) {
        List<EpochMetrics> longer = new ArrayList<>(history);
        longer.add(epoch);
        return new TrainingState(hyperparameters, longer);
    }

    public int epochsDone() {
        return history.size();
    }

    /**
     * The epoch with the lowest validation error, the first of equals; the last epoch where nothing was validated.
     *
     * @throws IllegalStateException before the first epoch is done
     */
    public EpochMetrics best() {
        return EpochMetrics.best(history);
    }
}
