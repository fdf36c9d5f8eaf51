package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.cli.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A training that can be run once there are data.
 *
 * @param hyper all settings
 * @param directory its files
 * @param checkpoint where to go on; null to begin
 * @param dataOption what has to be typed again for the same data, such as {@code " --data DIR"}, and for classes of the user's
 *     own; empty if nothing has
 */
public record TrainingPlan(Hyperparameters hyper, RunDirectory directory, Checkpoint checkpoint, String dataOption) {

    /**
     * Trains until all epochs are done, and reports; or until it is interrupted.
     *
     * @param epochs trains
     * @throws UserError if the hyperparameters do not fit the data, or there can be no such directory
     */
    public void run(ImageClassificationData data, EpochTraining.Factory epochs) throws IOException, UserError {
        new ClassifierRun(hyper, data, directory, epochs).train(checkpoint, this::farewell);
    }

    private String farewell() {
        return Files.exists(directory.checkpoint())
                ? "Stopped. The last finished epoch is in " + directory.checkpoint() + "; continue with --resume --out "
                        + directory.path() + dataOption
                : "Stopped before the first epoch was finished: nothing to resume from.";
    }
}
