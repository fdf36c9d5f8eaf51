package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.cli.training.LocalEpochs;
import io.github.bnn4j.cli.training.TrainingUi;
import io.github.bnn4j.cli.training.WatchedEpochs;
import java.io.IOException;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/** Whether a training in this process can be looked at in a browser. */
public final class UiOptions {

    @Option(
            names = "--ui",
            description =
                    "Show the training in DL4J's training UI while it runs, at port 9000 or the one that the system "
                            + "property org.deeplearning4j.ui.port says. Needs bnn-ui.jar: see the README.")
    private boolean ui;

    @Option(
            names = "--ui-frequency",
            defaultValue = "100",
            paramLabel = "N",
            description =
                    "The UI's statistics are collected at every so many mini-batches (default: ${DEFAULT-VALUE}).")
    private int frequency;

    /** A training that leaves open how epochs are done. */
    @FunctionalInterface
    public interface Training {

        /**
         * @param epochs trains
         */
        void run(EpochTraining.Factory epochs) throws IOException, UserError;
    }

    /**
     * Runs a training in this process, and shows it if that was asked for.
     *
     * @throws UserError if it cannot be shown, before it begins; or of the training
     */
    public void run(Training training) throws IOException, UserError {
        if (frequency < 1) {
            throw new UsageError("--ui-frequency must be at least 1, got " + frequency);
        }
        if (!ui) {
            training.run(LocalEpochs::new);
            return;
        }
        try (TrainingUi.Session session = open()) {
            System.out.println("Training UI: " + session.address());
            training.run(
                    (settings, images) -> new WatchedEpochs(new LocalEpochs(settings, images), session.listener()));
        }
    }

    private TrainingUi.Session open() throws UserError {
        TrainingUi found = ServiceLoader.load(TrainingUi.class)
                .findFirst()
                .orElseThrow(() ->
                        new UserError("--ui needs DL4J's training UI, which is not on the class path: build it with "
                                + "'mvn -ntp -Pui -DskipTests package' and run bnn-examples/ui/target/bnn-ui.jar instead of "
                                + "bnn-examples.jar"));
        try {
            return found.open(frequency);
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
