package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.cli.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a training has its files, and whether it goes on with what is there. */
public final class RunOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output directory (default: one in out, named after what is trained).")
    private Path outDirectory;

    @Option(names = "--resume", description = "Continue from the checkpoint in the output directory.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Start anew even if the output directory has a checkpoint.")
    private boolean overwrite;

    /** Where images come from. */
    @FunctionalInterface
    public interface DataSource {

        /**
         * @throws UserError saying what cannot be read
         */
        ImageClassificationData read() throws UserError;
    }

    /**
     * Trains a network, or goes on with that, until all epochs are done or it is interrupted.
     *
     * @param start hyperparameters before options change them
     * @param options changes of hyperparameters
     * @param defaultDirectory without {@code --out}; the float twin's has {@code -float} after it
     * @param source is read as late as possible
     * @param epochs trains
     * @throws UserError saying what cannot be
     */
    public void train(
            Hyperparameters start,
            HyperparameterOptions options,
            String defaultDirectory,
            DataSource source,
            EpochTraining.Factory epochs)
            throws IOException, UserError {
        Hyperparameters asked = options.applyTo(start);
        RunDirectory directory = directory(defaultDirectory + (asked.floatTwin() ? "-float" : ""));
        // Before the data are read: a wrong directory should not take seconds to be found out.
        Checkpoint checkpoint = resume ? ClassifierRun.readCheckpoint(directory) : null;
        ImageClassificationData data = source.read();

        Hyperparameters hyper = checkpoint == null ? asked : resumed(checkpoint.state(), options);
        new ClassifierRun(hyper, data, directory, epochs).train(checkpoint, () -> farewell(directory));
    }

    private RunDirectory directory(String defaultDirectory) throws UserError {
        RunDirectory directory = new RunDirectory(outDirectory != null ? outDirectory : Path.of(defaultDirectory));
        if (!resume && !overwrite && Files.exists(directory.checkpoint())) {
            throw new UserError(directory.checkpoint() + " exists: continue it with --resume, start anew with "
                    + "--overwrite, or choose another directory with --out");
        }
        return directory;
    }

    /** The checkpoint's hyperparameters; an option that says otherwise cannot be followed halfway. */
    private static Hyperparameters resumed(TrainingState state, HyperparameterOptions options) throws UserError {
        Hyperparameters stored = HyperparametersJson.read(state.hyperparameters());
        ClassifierRun.refuseChanges(stored, options.applyTo(stored));
        return stored;
    }

    private static String farewell(RunDirectory directory) {
        return Files.exists(directory.checkpoint())
                ? "Stopped. The last finished epoch is in " + directory.checkpoint() + "; continue with --resume --out "
                        + directory.path()
                : "Stopped before the first epoch was finished: nothing to resume from.";
    }
}
