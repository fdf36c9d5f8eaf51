package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.HyperparametersJson;
import io.github.bnn4j.cli.settings.Schedule;
import java.util.List;

/** Says what a resumed run may have otherwise: nothing, but for its end where that makes no difference to the epochs before it. */
public final class ResumedSettings {

    private ResumedSettings() {}

    /**
     * An option that asks for something else than the checkpoint has cannot be followed halfway.
     *
     * @throws UserError saying what would change
     */
    public static void requireUnchanged(Hyperparameters stored, Hyperparameters asked) throws UserError {
        List<String> changes = HyperparametersJson.differences(stored, asked);
        if (!changes.isEmpty()) {
            throw new UserError(refusal(changes) + ": leave that out, start anew with --overwrite, or choose another "
                    + "directory with --out");
        }
    }

    /**
     * Takes other epochs, if the run would have gone as it did with these from the beginning.
     *
     * @param epochsDone by the run so far
     * @return what is asked for
     * @throws UserError saying what would change
     */
    static Hyperparameters extended(Hyperparameters stored, Hyperparameters asked, int epochsDone) throws UserError {
        int epochs = asked.schedule().epochs();
        requireUnchanged(stored.withEpochs(epochs), asked);
        if (epochs == stored.schedule().epochs()) {
            return stored;
        }
        if (!stored.isOpenEnded()) {
            throw new UserError(refusal(HyperparametersJson.differences(stored, asked)) + whatHasAnEnd(stored)
                    + ": train " + epochs + " epochs anew, with --overwrite or into another directory with --out");
        }
        if (epochs < epochsDone) {
            throw new UserError("--epochs must be at least " + epochsDone
                    + " to resume this run, as so many epochs are done, got " + epochs);
        }
        return asked;
    }

    private static String refusal(List<String> changes) {
        return "A resumed run keeps its hyperparameters, but the options change " + String.join(", ", changes);
    }

    private static String whatHasAnEnd(Hyperparameters hyper) {
        Schedule schedule = hyper.schedule();
        if (schedule.isConstant()) {
            return "; as the last " + hyper.validation().averageLast()
                    + " are averaged, other ones would have been (without --average-last, a run can be extended)";
        }
        return "; as the learning rate falls from " + schedule.learningRate() + " to " + schedule.finalLearningRate()
                + " over all epochs, the first would have had another one (where --final-learning-rate is "
                + "--learning-rate, a run can be extended)";
    }
}
