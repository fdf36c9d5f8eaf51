/**
 * Listeners that watch a binarized network in training. Begin with {@link io.github.bnn4j.listener.FlipRatioListener},
 * which tells how many kernel signs change.
 */
package io.github.bnn4j.listener;
