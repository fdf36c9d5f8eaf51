package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.data.Augmentation;
import io.github.bnn4j.cli.data.BatchChange;
import java.util.Random;

/**
 * Holds what the training loop needs to know of a run.
 *
 * @param epochs in all, those before a resume included
 * @param batchSize images in a mini-batch
 * @param seed of the order of images, their augmentation, dropout and stochastic signs
 * @param augmentation of images in training
 * @param batchChange of mini-batches in training
 * @param recalibrationImages training images over which batch normalization is recalibrated for evaluation; 0 for none
 * @param averageLast over so many epochs at the end the parameters that are evaluated are averaged; 0 for none
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        long seed,
        Augmentation augmentation,
        BatchChange batchChange,
        int recalibrationImages,
        int averageLast) {

    /** No run has so many, so that no two seeds share an epoch's random numbers. */
    private static final long EPOCHS_PER_SEED = 1_000_000;

    /**
     * Returns over how many epochs parameters are averaged, counted from the first of the last ones.
     *
     * @param epochsDone in all
     * @return 0 or less if it is too early
     */
    int epochsToAverage(int epochsDone) {
        return averageLast == 0 ? 0 : epochsDone - (epochs - averageLast);
    }

    /**
     * Returns the seed of dropout and stochastic signs in an epoch.
     *
     * @param epoch from 0
     */
    public long randomSeed(int epoch) {
        return seed * EPOCHS_PER_SEED + epoch;
    }

    /**
     * What changes of mini-batches draw from in an epoch.
     *
     * @param epoch from 0
     */
    Random randomOfBatches(int epoch) {
        // Twice, as neighbouring seeds give nearly the same first numbers.
        return new Random(new Random(randomSeed(epoch)).nextLong());
    }
}
