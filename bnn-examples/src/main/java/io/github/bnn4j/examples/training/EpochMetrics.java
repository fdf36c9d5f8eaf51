package io.github.bnn4j.examples.training;

/**
 * What one epoch of training gave.
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
        double totalSeconds) {}
