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

/** Decides whether a training in this process can be looked at in a browser. */
public final class UiOptions {

    @Option(
            names = "--ui",
            description =
                    "Show the training in DL4J's training UI while it runs, at port 9000 or the one that the system "
                            + "property org.deeplearning4j.ui.port says. Needs bnn-ui.jar: see docs/training.md.")
    private boolean ui;

    @Option(
            names = "--ui-frequency",
            defaultValue = "100",
            paramLabel = "N",
            description = "Collect the UI's statistics once every N mini-batches (default: ${DEFAULT-VALUE}).")
    private int frequency;

    /** A view says how epochs are trained in this process, and what shows them meanwhile. */
    public interface View extends AutoCloseable {

        EpochTraining.Factory epochs();

        @Override
        void close();
    }

    /**
     * Opens the UI, if it was asked for.
     *
     * @throws UserError if it cannot be shown
     */
    public View open() throws UserError {
        if (frequency < 1) {
            throw new UsageError("--ui-frequency must be at least 1, got " + frequency);
        }
        if (!ui) {
            return new Unwatched();
        }
        TrainingUi.Session session = session();
        System.out.println("Training UI: " + session.address());
        return new WatchedSession(session);
    }

    private TrainingUi.Session session() throws UserError {
        TrainingUi found = ServiceLoader.load(TrainingUi.class)
                .findFirst()
                .orElseThrow(() ->
                        new UserError("--ui needs DL4J's training UI, which is not on the class path: build it with "
                                + "'mvn -ntp -Pui -DskipTests package' and run bnn-examples/ui/target/bnn-ui.jar instead of "
                                + "bnn-examples.jar"));
        try {
            return found.open(frequency);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    private record Unwatched() implements View {

        @Override
        public EpochTraining.Factory epochs() {
            return LocalEpochs::new;
        }

        @Override
        public void close() {}
    }

    private record WatchedSession(TrainingUi.Session session) implements View {

        @Override
        public EpochTraining.Factory epochs() {
            return (settings, images) -> new WatchedEpochs(new LocalEpochs(settings, images), session.listener());
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
