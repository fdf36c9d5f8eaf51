/**
 * Weights of one bit each, as users give them and get them back. There is one class, {@link
 * io.github.bnn4j.packed.bits.BitMatrix}.
 */
package io.github.bnn4j.packed.bits;
