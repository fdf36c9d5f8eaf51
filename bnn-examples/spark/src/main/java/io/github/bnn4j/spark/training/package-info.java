/**
 * {@code train}: trains on several workers, by DL4J's averaging of parameters. Begin with {@link
 * io.github.bnn4j.spark.training.SparkTraining}; {@code AveragedEpochs} has the rounds.
 */
package io.github.bnn4j.spark.training;
