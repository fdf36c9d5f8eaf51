/**
 * Images with their classes: MNIST, CIFAR-10, and pictures in folders. Begin with {@link
 * io.github.bnn4j.cli.data.ImageClassificationData}; {@link io.github.bnn4j.cli.data.Dataset} is what a data set of
 * one's own implements, and {@link io.github.bnn4j.cli.data.ImageIterator} makes mini-batches.
 */
package io.github.bnn4j.cli.data;
