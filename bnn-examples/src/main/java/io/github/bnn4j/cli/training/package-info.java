/**
 * Training epoch by epoch, with validation, checkpoints and progress. Begin with {@link
 * io.github.bnn4j.cli.training.TrainingRun}; {@link io.github.bnn4j.cli.training.RunDirectory} has the files that a run
 * leaves.
 */
package io.github.bnn4j.cli.training;
