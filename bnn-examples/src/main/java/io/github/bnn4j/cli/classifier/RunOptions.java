package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.HyperparametersJson;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.files.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides where a training has its files, and whether it goes on with what is there. */
public final class RunOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output directory (default: one in out, named after what is trained).")
    private Path outDirectory;

    @Option(
            names = "--resume",
            description = {
                "Continue from the checkpoint in the output directory. With --epochs, to another end, where the learning rate "
                        + "stays as it is."
            })
    private boolean resume;

    @Option(names = "--overwrite", description = "Start anew even if the output directory has a checkpoint.")
    private boolean overwrite;

    @Mixin
    private AllowedClasses allowedClasses;

    /**
     * Plans what is to be trained, from where on. No data have been read: a wrong directory should not take seconds to be
     * found out.
     *
     * @param start hyperparameters before options change them
     * @param options changes of hyperparameters
     * @param name of the directory in {@code out} without {@code --out}; the float twin's has {@code -float} after it
     * @param data what is trained on, which is not read
     * @return a plan that has the directory for itself until it is closed
     * @throws UserError if there is a training that should not be overwritten, or none to resume, or the options change what a
     *     resumed one has
     * @throws IOException if another program has the directory, or it cannot be written into
     */
    public TrainingPlan plan(Hyperparameters start, HyperparameterOptions options, String name, DataOptions data)
            throws IOException, UserError {
        Hyperparameters asked = options.applyTo(start);
        String twin = asked.architecture().floatTwin() ? "-float" : "";
        RunDirectory directory = new RunDirectory(outDirectory == null ? Path.of("out", name + twin) : outDirectory);
        requireCheckpointOrNone(directory);
        DirectoryLock lock = directory.lock();
        try {
            // Once more: until now another program may have trained there.
            requireCheckpointOrNone(directory);
            return resume
                    ? resumed(options, directory, data, lock)
                    : new TrainingPlan(asked, directory, null, toTypeAgain(asked, data), lock);
        } catch (UserError | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void requireCheckpointOrNone(RunDirectory directory) throws UserError {
        boolean begun = Files.exists(directory.checkpoint());
        if (resume && !begun) {
            throw new UserError("There is no " + directory.checkpoint() + " to resume from");
        }
        if (!resume && !overwrite && begun) {
            throw new UserError(directory.checkpoint() + " exists: continue it with --resume, start anew with "
                    + "--overwrite, or choose another directory with --out");
        }
    }

    private TrainingPlan resumed(
            HyperparameterOptions options, RunDirectory directory, DataOptions data, DirectoryLock lock)
            throws UserError {
        Set<String> allowed = allowedClasses.with(options.ownClasses());
        Checkpoint checkpoint = ClassifierRun.readCheckpoint(directory, allowed);
        Hyperparameters stored = HyperparametersJson.read(checkpoint.state().hyperparameters(), allowed);
        Hyperparameters hyper = ResumedSettings.extended(
                stored, options.applyTo(stored), checkpoint.state().epochsDone());
        return new TrainingPlan(hyper, directory, checkpoint, toTypeAgain(hyper, data), lock);
    }

    private static String toTypeAgain(Hyperparameters hyper, DataOptions data) {
        return data.asTyped() + AllowedClasses.asTyped(hyper.binarization().ownClasses());
    }
}
