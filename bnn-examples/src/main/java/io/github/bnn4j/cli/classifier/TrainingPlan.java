package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.files.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A training that can be run once there are data, and has its directory for itself until it is closed.
 *
 * @param hyper all settings
 * @param directory its files
 * @param checkpoint where to go on; null to begin
 * @param dataOption what has to be typed again for the same data, such as {@code " --data DIR"}, and for classes of the user's
 *     own; empty if nothing has
 * @param lock of the directory
 */
public record TrainingPlan(
        Hyperparameters hyper, RunDirectory directory, Checkpoint checkpoint, String dataOption, DirectoryLock lock)
        implements AutoCloseable {

    /**
     * Trains until all epochs are done, and reports; or until it is interrupted.
     *
     * @param epochs trains
     * @throws UserError if the hyperparameters do not fit the data, or a resumed run cannot go on with them
     */
    public void run(ImageClassificationData data, EpochTraining.Factory epochs) throws IOException, UserError {
        new ClassifierRun(hyper, data, directory, epochs).train(checkpoint, this::farewell);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private String farewell() {
        return Files.exists(directory.checkpoint())
                ? "Stopped. The last finished epoch is in " + directory.checkpoint() + "; continue with --resume --out "
                        + directory.path() + dataOption
                : "Stopped before the first epoch was finished: nothing to resume from.";
    }
}
