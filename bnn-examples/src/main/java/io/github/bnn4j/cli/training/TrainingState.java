package io.github.bnn4j.cli.training;

import io.github.bnn4j.listener.FlipRatio;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Holds what a checkpoint has beside the network.
 *
 * @param hyperparameters the run's settings as JSON, so that a resumed run can refuse others
 * @param data the digest of the images, for the same reason
 * @param teacher the checksum of a network that is learnt from; null if there is none
 * @param history one entry for each finished epoch
 * @param flipRatios of each binary layer in each finished epoch, in order
 */
public record TrainingState(
        JsonNode hyperparameters, String data, String teacher, List<EpochMetrics> history, List<FlipRatio> flipRatios) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public TrainingState {
        Objects.requireNonNull(hyperparameters, "hyperparameters");
        Objects.requireNonNull(data, "data");
        history = List.copyOf(history);
        flipRatios = List.copyOf(flipRatios);
    }

    /**
     * Reads one in JSON.
     *
     * @throws IOException if it is not whole
     */
    static TrainingState read(InputStream in) throws IOException {
        TrainingState state = JSON.readValue(in, TrainingState.class);
        if (state == null) {
            throw new IOException("its training state is empty");
        }
        return state;
    }

    /**
     * Returns the state before the first epoch.
     *
     * @param teacher null for none
     */
    public static TrainingState start(JsonNode hyperparameters, String data, String teacher) {
        return new TrainingState(hyperparameters, data, teacher, List.of(), List.of());
    }

    /** Returns the same with other settings, such as more epochs. */
    public TrainingState withHyperparameters(JsonNode others) {
        return new TrainingState(others, data, teacher, history, flipRatios);
    }

    TrainingState with(EpochMetrics epoch, List<FlipRatio> flipRatiosOfEpoch) {
        return new TrainingState(
                hyperparameters, data, teacher, joined(history, List.of(epoch)), joined(flipRatios, flipRatiosOfEpoch));
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
     * Returns the epoch with the lowest validation error, the first of equals; the last epoch where nothing was
     * validated.
     *
     * @throws IllegalStateException before the first epoch is done
     */
    public EpochMetrics best() {
        return EpochMetrics.best(history);
    }
}
