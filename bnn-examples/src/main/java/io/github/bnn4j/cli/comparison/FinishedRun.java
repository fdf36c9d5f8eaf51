package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.HyperparametersJson;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochMetrics;
import io.github.bnn4j.cli.training.MetricsCsv;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.cli.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A run of {@code train} whose epochs are all done.
 *
 * @param directory its files
 * @param hyper its settings
 * @param history its metrics.csv
 */
record FinishedRun(RunDirectory directory, Hyperparameters hyper, List<EpochMetrics> history) {

    /**
     * @param allowed classes of the user's own that its checkpoint may name
     * @throws UserError naming the file that is missing or damaged, how many epochs are, or what cannot be compared
     */
    static FinishedRun read(RunDirectory directory, Set<String> allowed) throws UserError {
        for (Path file : List.of(directory.metrics(), directory.model(), directory.checkpoint())) {
            requireFile(file);
        }
        try {
            TrainingState state = Checkpoint.readState(directory.checkpoint());
            Hyperparameters hyper = HyperparametersJson.read(state.hyperparameters(), allowed);
            if (state.epochsDone() < hyper.schedule().epochs()) {
                throw new UserError(directory.path() + " is not finished, " + state.epochsDone() + " of "
                        + hyper.schedule().epochs() + " epochs are done: continue it with 'train --resume --out "
                        + directory.path() + "'");
            }
            if (!hyper.architecture().convolutions().isEmpty()) {
                throw new UserError(directory.path() + " has convolutions, "
                        + hyper.architecture().convolutions()
                        + ": a comparison packs both networks, and float convolutions cannot be packed");
            }
            requireFile(directory.packed());
            List<EpochMetrics> history = MetricsCsv.read(directory.metrics());
            if (history.size() != state.epochsDone()) {
                throw new UserError(directory.metrics() + " has " + history.size() + " epochs, but "
                        + directory.checkpoint() + " has " + state.epochsDone() + ": give a run whose files are "
                        + "all of the same training");
            }
            return new FinishedRun(directory, hyper, history);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    private static void requireFile(Path file) throws UserError {
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no " + file + ": a comparison needs a finished run of 'train'");
        }
    }

    /**
     * @throws UserError if these two cannot be compared, saying why
     */
    static void requirePair(FinishedRun binary, FinishedRun floatTwin) throws UserError {
        if (binary.hyper.architecture().floatTwin()
                || !floatTwin.hyper.architecture().floatTwin()) {
            throw new UserError("The binarized run must be one without --float and the float run one with it, but "
                    + binary.directory.path() + " is " + binary.kind() + " and " + floatTwin.directory.path() + " is "
                    + floatTwin.kind());
        }
        requireEqual(
                "--width-multiplier",
                binary.hyper.architecture().widthMultiplier(),
                floatTwin.hyper.architecture().widthMultiplier());
        requireEqual(
                "--hidden-units",
                binary.hyper.architecture().hiddenUnits(),
                floatTwin.hyper.architecture().hiddenUnits());
        requireEqual(
                "--hidden-layers",
                binary.hyper.architecture().hiddenLayers(),
                floatTwin.hyper.architecture().hiddenLayers());
        requireEqual(
                "--batch-size",
                binary.hyper.schedule().batchSize(),
                floatTwin.hyper.schedule().batchSize());
        requireEqual(
                "--validation-images",
                binary.hyper.validation().validationImages(),
                floatTwin.hyper.validation().validationImages());
    }

    /** Returns what the float twin was trained with that the binarized network's twin would not have. */
    static List<String> differences(FinishedRun binary, FinishedRun floatTwin) {
        return HyperparametersJson.differences(binary.hyper.asFloatTwin(), floatTwin.hyper.asFloatTwin());
    }

    private String kind() {
        return hyper.architecture().floatTwin() ? "a float one" : "a binarized one";
    }

    private static void requireEqual(String option, Object binary, Object floatTwin) throws UserError {
        if (!binary.equals(floatTwin)) {
            throw new UserError("The runs cannot be compared: the binarized one has " + option + " " + binary
                    + ", the float one " + floatTwin);
        }
    }
}
