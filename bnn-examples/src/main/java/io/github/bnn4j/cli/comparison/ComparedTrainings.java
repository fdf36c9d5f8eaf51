package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.classifier.ClassifierRun;
import io.github.bnn4j.cli.classifier.ResumedSettings;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.HyperparametersJson;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The trainings of a comparison, the binarized network's before the float twin's, each in a directory of its own. */
final class ComparedTrainings {

    private final Path out;
    private final String dataOption;
    private final Set<String> allowed;
    private final RunDirectory binary;
    private final RunDirectory floatTwin;

    /**
     * @param out with a directory for each
     * @param dataOption what has to be typed again for the same data, such as {@code " --data DIR"}; empty if it was not given
     * @param allowed classes of the user's own that checkpoints may name
     */
    ComparedTrainings(Path out, String dataOption, Set<String> allowed) {
        this.out = out;
        this.dataOption = dataOption;
        this.allowed = allowed;
        this.binary = new RunDirectory(out.resolve("binary"));
        this.floatTwin = new RunDirectory(out.resolve("float"));
    }

    RunDirectory binary() {
        return binary;
    }

    RunDirectory floatTwin() {
        return floatTwin;
    }

    /**
     * @throws UserError if that would mix with what is there, or there is nothing to resume
     */
    void prepare(boolean resume, boolean overwrite) throws UserError, IOException {
        boolean begun = begun(binary) || begun(floatTwin);
        if (resume && !begun) {
            throw new UserError(
                    "There is no checkpoint in " + binary.path() + " or " + floatTwin.path() + " to resume from");
        }
        if (overwrite) {
            // Both at once: a later --resume must not take a run of before for one of this comparison.
            Files.deleteIfExists(binary.checkpoint());
            Files.deleteIfExists(floatTwin.checkpoint());
        } else if (begun && !resume) {
            throw new UserError(out + " has a comparison already: continue it with --resume, start anew with "
                    + "--overwrite, or choose another directory with --out");
        }
    }

    /**
     * Trains what is not trained yet.
     *
     * @return whether both came to their end; false after an interruption
     */
    boolean train(
            Hyperparameters asked,
            HyperparameterOptions options,
            FloatTwinOptions floatOptions,
            ImageClassificationData data)
            throws IOException, UserError {
        Hyperparameters hyper = begun(binary) ? stored(binary) : asked;
        Hyperparameters twin = begun(floatTwin) ? stored(floatTwin) : floatOptions.twinOf(hyper);
        ResumedSettings.requireUnchanged(hyper, options.applyTo(hyper));
        ResumedSettings.requireUnchanged(twin, floatOptions.applyTo(twin));
        ClassifierRun binaryTraining = new ClassifierRun(hyper, data, binary);
        ClassifierRun twinTraining = new ClassifierRun(twin, data, floatTwin);
        // Both before the first is trained: should it be stopped there, --resume has to know the settings of the
        // second.
        if (!begun(binary)) {
            binaryTraining.begin();
        }
        if (!begun(floatTwin)) {
            twinTraining.begin();
        }
        return train("binarized network", binaryTraining, hyper.schedule().epochs(), binary)
                && train("float twin", twinTraining, twin.schedule().epochs(), floatTwin);
    }

    private boolean train(String name, ClassifierRun training, int epochs, RunDirectory directory)
            throws IOException, UserError {
        Checkpoint start = ClassifierRun.readCheckpoint(directory, allowed);
        if (start.state().epochsDone() == epochs && Files.exists(directory.packed())) {
            System.out.printf("The %s is trained already, in %s%n", name, directory.path());
            return true;
        }
        System.out.println("The " + name + ":");
        return training.train(
                start, () -> "Stopped. Finished epochs are kept; continue with --resume --out " + out + dataOption);
    }

    private Hyperparameters stored(RunDirectory directory) throws UserError {
        try {
            return HyperparametersJson.read(
                    Checkpoint.readState(directory.checkpoint()).hyperparameters(), allowed);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    private static boolean begun(RunDirectory directory) {
        return Files.exists(directory.checkpoint());
    }
}
