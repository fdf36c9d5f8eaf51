package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.timing.Median;
import java.util.List;

/**
 * Holds what one epoch of training gave.
 *
 * @param epoch counted from 1
 * @param learningRate of this epoch
 * @param loss mean over the epoch's mini-batches
 * @param validationError percent of validation images classified wrongly; NaN without validation images
 * @param trainingSeconds time of the epoch's training steps, without evaluation and checkpoint
 * @param totalSeconds time of all of it
 */
public record EpochMetrics(
        int epoch,
        double learningRate,
        double loss,
        double validationError,
        double trainingSeconds,
        double totalSeconds) {

    /**
     * Returns the epoch with the lowest validation error, the first of equals; the last epoch where nothing was
     * validated.
     *
     * @throws IllegalStateException before the first epoch is done
     */
    public static EpochMetrics best(List<EpochMetrics> history) {
        if (history.isEmpty()) {
            throw new IllegalStateException("No epoch is done yet");
        }
        EpochMetrics best = history.get(0);
        for (EpochMetrics epoch : history) {
            if (Double.isNaN(epoch.validationError()) || epoch.validationError() < best.validationError()) {
                best = epoch;
            }
        }
        return best;
    }

    /** Returns the median time of an epoch's training steps, without evaluation and checkpoint. */
    public static double medianTrainingSeconds(List<EpochMetrics> history) {
        return Median.of(
                history.stream().mapToDouble(EpochMetrics::trainingSeconds).toArray());
    }

    /** Returns the time of all of it. */
    public static double totalSeconds(List<EpochMetrics> history) {
        return history.stream().mapToDouble(EpochMetrics::totalSeconds).sum();
    }
}
