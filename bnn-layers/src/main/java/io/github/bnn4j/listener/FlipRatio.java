package io.github.bnn4j.listener;

/**
 * Tells how many kernel signs of one layer changed since the last look.
 *
 * @param layer the layer's own name; of one without, "hidden layer 1" and so on by its place in the network, or "output layer"
 * @param iteration DL4J's number of the parameter update just done, from 0
 * @param epoch DL4J's number of the epoch, from 0
 * @param ratio changed signs divided by all signs, in [0, 1]
 */
public record FlipRatio(String layer, int iteration, int epoch, double ratio) {}
