package io.github.bnn4j.examples.mnist;

import io.github.bnn4j.examples.cli.CommandLines;
import io.github.bnn4j.examples.cli.UserError;
import io.github.bnn4j.examples.data.ImageClassificationData;
import io.github.bnn4j.examples.training.Checkpoint;
import io.github.bnn4j.examples.training.RunDirectory;
import io.github.bnn4j.examples.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist train}: trains the network, with everything that a long training needs. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Trains the binarized network of Courbariaux et al. 2016 on MNIST.",
            "",
            "Writes model.zip (the best on the validation images, for DL4J's ModelSerializer), model.bnn (the same, "
                    + "packed), checkpoint.zip, metrics.csv, learning-curve.png and kernels.png into the output directory.",
            ""
        })
public final class MnistTraining implements Callable<Integer> {

    @Option(
            names = "--preset",
            defaultValue = "quick",
            description = "Where hyperparameters start from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). "
                    + "The options below change them one by one.")
    private MnistPreset preset;

    @Mixin
    private MnistOptions options;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory with the four IDX files of MNIST, Fashion-MNIST, KMNIST ... (default: MNIST, which "
                            + "comes with the program).")
    private Path dataDirectory;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output directory (default: out/mnist-PRESET, with -float for the float twin).")
    private Path outDirectory;

    @Option(names = "--resume", description = "Continue from the checkpoint in the output directory.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Start anew even if the output directory has a checkpoint.")
    private boolean overwrite;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new MnistTraining()).execute(args));
    }

    @Override
    public Integer call() throws IOException, UserError {
        MnistHyperparameters asked = options.applyTo(preset.hyperparameters());
        RunDirectory directory = directory(asked);
        // Before the data are read: a wrong directory should not take seconds to be found out.
        Checkpoint checkpoint = resume ? MnistRun.readCheckpoint(directory) : null;
        ImageClassificationData data = MnistData.read(dataDirectory);

        MnistHyperparameters hyper = checkpoint == null ? asked : resumed(checkpoint.state());
        new MnistRun(hyper, data, directory).train(checkpoint, () -> farewell(directory));
        return 0;
    }

    private RunDirectory directory(MnistHyperparameters hyper) throws UserError {
        Path path = outDirectory != null
                ? outDirectory
                : Path.of(
                        "out", "mnist-" + preset.name().toLowerCase(Locale.ROOT) + (hyper.floatTwin() ? "-float" : ""));
        RunDirectory directory = new RunDirectory(path);
        if (!resume && !overwrite && Files.exists(directory.checkpoint())) {
            throw new UserError(directory.checkpoint() + " exists: continue it with --resume, start anew with "
                    + "--overwrite, or choose another directory with --out");
        }
        return directory;
    }

    /** The checkpoint's hyperparameters; an option that says otherwise cannot be followed halfway. */
    private MnistHyperparameters resumed(TrainingState state) throws UserError {
        MnistHyperparameters stored = HyperparametersJson.read(state.hyperparameters());
        MnistRun.refuseChanges(stored, options.applyTo(stored));
        return stored;
    }

    private static String farewell(RunDirectory directory) {
        return Files.exists(directory.checkpoint())
                ? "Stopped. The last finished epoch is in " + directory.checkpoint() + "; continue with --resume --out "
                        + directory.path()
                : "Stopped before the first epoch was finished: nothing to resume from.";
    }
}
