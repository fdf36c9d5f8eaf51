package io.github.bnn4j.examples.training;

/**
 * What the training loop needs to know of a run.
 *
 * @param epochs in all, those before a resume included
 * @param batchSize images in a mini-batch
 * @param seed of the order of images, dropout and stochastic signs
 * @param recalibrationImages training images over which batch normalization is recalibrated for evaluation; 0 for none
 */
public record TrainingSettings(int epochs, int batchSize, long seed, int recalibrationImages) {}
