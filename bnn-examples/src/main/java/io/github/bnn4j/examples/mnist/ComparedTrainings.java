package io.github.bnn4j.examples.mnist;

import io.github.bnn4j.examples.cli.UserError;
import io.github.bnn4j.examples.data.ImageClassificationData;
import io.github.bnn4j.examples.training.Checkpoint;
import io.github.bnn4j.examples.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trainings of a comparison, the binarized network's before the float twin's, each in a directory of its own. */
final class ComparedTrainings {

    private final Path out;
    private final RunDirectory binary;
    private final RunDirectory floatTwin;

    ComparedTrainings(Path out) {
        this.out = out;
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
            MnistHyperparameters asked,
            MnistOptions options,
            FloatTwinOptions floatOptions,
            ImageClassificationData data)
            throws IOException, UserError {
        Checkpoint binaryStart = checkpoint(binary);
        Checkpoint twinStart = checkpoint(floatTwin);
        MnistHyperparameters hyper = asked;
        if (binaryStart != null) {
            hyper = stored(binaryStart);
            MnistRun.refuseChanges(hyper, options.applyTo(hyper));
        }
        MnistHyperparameters twin = floatOptions.twinOf(hyper);
        if (twinStart != null) {
            twin = stored(twinStart);
            MnistRun.refuseChanges(twin, floatOptions.applyTo(twin));
        }
        return train("binarized network", hyper, data, binary, binaryStart)
                && train("float twin", twin, data, floatTwin, twinStart);
    }

    private boolean train(
            String name,
            MnistHyperparameters hyper,
            ImageClassificationData data,
            RunDirectory directory,
            Checkpoint start)
            throws IOException, UserError {
        if (start != null && start.state().epochsDone() == hyper.epochs() && Files.exists(directory.packed())) {
            System.out.printf("The %s is trained already, in %s%n", name, directory.path());
            return true;
        }
        System.out.println("The " + name + ":");
        return new MnistRun(hyper, data, directory).train(start, this::farewell);
    }

    private static MnistHyperparameters stored(Checkpoint checkpoint) throws UserError {
        return HyperparametersJson.read(checkpoint.state().hyperparameters());
    }

    private static Checkpoint checkpoint(RunDirectory directory) throws UserError {
        return begun(directory) ? MnistRun.readCheckpoint(directory) : null;
    }

    private static boolean begun(RunDirectory directory) {
        return Files.exists(directory.checkpoint());
    }

    private String farewell() {
        return begun(binary) || begun(floatTwin)
                ? "Stopped. Finished epochs are kept; continue with --resume --out " + out
                : "Stopped before the first epoch was finished: nothing to resume from.";
    }
}
