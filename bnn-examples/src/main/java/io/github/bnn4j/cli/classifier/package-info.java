/**
 * {@code train} and {@code evaluate}: classifiers of images, from options to the report of a finished run. Begin with
 * {@link io.github.bnn4j.cli.classifier.TrainCommand}; {@link io.github.bnn4j.cli.classifier.ClassifierNetwork} and
 * {@link io.github.bnn4j.cli.classifier.ResidualNetworks} have the networks themselves.
 */
package io.github.bnn4j.cli.classifier;
