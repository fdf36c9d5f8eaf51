/**
 * What a network costs, layer by layer: parameters, bytes and operations, of one bit and of 32. Begin with {@link
 * io.github.bnn4j.summary.BinarySummary}.
 */
package io.github.bnn4j.summary;
