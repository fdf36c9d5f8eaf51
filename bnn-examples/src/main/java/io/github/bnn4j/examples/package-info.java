/**
 * Examples to read from top to bottom and to copy: each class is a program of its own, with Deeplearning4j's builders and no more
 * than it shows. Begin with {@link io.github.bnn4j.examples.MnistBnn}. They take MNIST from {@link io.github.bnn4j.cli.data}; any
 * {@code DataSetIterator} with features in [-1, 1] and one-hot labels does as well. The programs for work, with options, checkpoints and plots, are in {@code io.github.bnn4j.cli}.
 */
package io.github.bnn4j.examples;
