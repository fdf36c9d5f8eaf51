/** Weights of one bit each, as users give them and get them back. */
package io.github.bnn4j.packed.bits;
