package io.github.bnn4j.cli.comparison;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.require;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import picocli.CommandLine.Option;

/**
 * These options are what the float twin has of its own in a comparison: a learning rate that is good for one network is
 * not for the other.
 */
final class FloatTwinOptions {

    private static final double LEARNING_RATE = .003;
    private static final double FINAL_LEARNING_RATE = 3e-5;

    @Option(
            names = "--float-learning-rate",
            paramLabel = "RATE",
            description = "Learning rate of the float twin's first epoch (default: " + LEARNING_RATE + ").")
    private Double learningRate;

    @Option(
            names = "--float-final-learning-rate",
            paramLabel = "RATE",
            description = "Learning rate that the float twin's falls to (default: " + FINAL_LEARNING_RATE + ").")
    private Double finalLearningRate;

    /** Returns the twin of a binarized network. */
    Hyperparameters twinOf(Hyperparameters binary) throws UserError {
        return applyTo(HyperparameterOptions.ofLearningRates(LEARNING_RATE, FINAL_LEARNING_RATE)
                .applyTo(binary.asFloatTwin()));
    }

    /**
     * @throws UserError naming the option whose value cannot be
     */
    Hyperparameters applyTo(Hyperparameters twin) throws UserError {
        check("--float-learning-rate", learningRate);
        check("--float-final-learning-rate", finalLearningRate);
        return HyperparameterOptions.ofLearningRates(learningRate, finalLearningRate)
                .applyTo(twin);
    }

    private static void check(String option, Double rate) throws UserError {
        try {
            require(rate == null || isPositive(rate), option + " must be greater than 0", rate);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
    }
}
