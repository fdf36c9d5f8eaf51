package io.github.bnn4j.cli.training;

import io.github.bnn4j.listener.FlipRatio;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * What a checkpoint holds beside the network.
 *
 * @param hyperparameters the run's settings as JSON, so that a resumed run can refuse others
 * @param history one entry for each finished epoch
 * @param flipRatios of each binary layer in each finished epoch, in order; of none that a version without them trained
 */
public record TrainingState(JsonNode hyperparameters, List<EpochMetrics> history, List<FlipRatio> flipRatios) {

    public TrainingState {
        history = List.copyOf(history);
        flipRatios = flipRatios == null ? List.of() : List.copyOf(flipRatios);
    }

    /** Before the first epoch. */
    public static TrainingState start(JsonNode hyperparameters) {
        return new TrainingState(hyperparameters, List.of(), List.of());
    }

    TrainingState with(EpochMetrics epoch, List<FlipRatio> flipRatiosOfEpoch) {
        return new TrainingState(
                hyperparameters, joined(history, List.of(epoch)), joined(flipRatios, flipRatiosOfEpoch));
    }

    private static <T> List<T> joined(List<T> before, List<T> after) {
        List<T> longer = new ArrayList<>(before);
        longer.addAll(after);
        return longer;
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
