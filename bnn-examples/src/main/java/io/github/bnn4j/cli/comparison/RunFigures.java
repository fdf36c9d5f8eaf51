package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.training.EpochMetrics;
import java.util.List;
import java.util.OptionalInt;

/**
 * Holds what one finished training gave.
 *
 * @param history one entry for each epoch, with validation errors
 * @param testError of the model that validation chose, percent
 * @param packedTestError of the same model, packed, percent
 * @param parameterBytes its parameters in single precision, as DL4J holds them
 * @param modelFileBytes file of DL4J's ModelSerializer, which compresses
 * @param packedFileBytes packed file
 */
public record RunFigures(
        List<EpochMetrics> history,
        double testError,
        double packedTestError,
        long parameterBytes,
        long modelFileBytes,
        long packedFileBytes) {

    public RunFigures {
        history = List.copyOf(history);
    }

    public EpochMetrics best() {
        return EpochMetrics.best(history);
    }

    public double totalSeconds() {
        return EpochMetrics.totalSeconds(history);
    }

    int epochs() {
        return history.size();
    }

    /** Returns the first epoch with a validation error of at most this, in percent. */
    OptionalInt firstEpochWith(double error) {
        return history.stream()
                .filter(epoch -> epoch.validationError() <= error)
                .mapToInt(EpochMetrics::epoch)
                .findFirst();
    }
}
