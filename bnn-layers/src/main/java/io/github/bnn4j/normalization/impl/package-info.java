/**
 * The implementations of the layers in {@link io.github.bnn4j.normalization}, as DL4J instantiates them. Begin with
 * {@link io.github.bnn4j.normalization.impl.FastBatchNormalization}; {@code FeatureRuns} says how it goes through
 * memory. Users need nothing of this package.
 */
package io.github.bnn4j.normalization.impl;
