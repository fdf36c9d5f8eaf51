/**
 * Batch normalization for binarized networks: fast, by shifts, and recalibrated after training. Begin with {@link
 * io.github.bnn4j.normalization.FastBatchNormalization} to train, and with {@link
 * io.github.bnn4j.normalization.BatchNormRecalibration} before a network is evaluated or packed.
 */
package io.github.bnn4j.normalization;
