package io.github.bnn4j.listener;

/**
 * How many kernel signs of one layer changed since the last look.
 *
 * @param layer the layer's name
 * @param iteration parameter updates done so far
 * @param epoch epochs done so far
 * @param ratio changed signs divided by all signs, in [0, 1]
 */
public record FlipRatio(String layer, int iteration, int epoch, double ratio) {}
