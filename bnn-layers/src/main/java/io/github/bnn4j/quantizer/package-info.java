/**
 * Maps onto a few values, each with the pseudo-gradient that training uses in place of its derivative. Begin with
 * {@link io.github.bnn4j.quantizer.Quantizer}, which a class of one's own implements; {@link
 * io.github.bnn4j.quantizer.SteSign} is the paper's, and each of the others says in its Javadoc how it differs.
 */
package io.github.bnn4j.quantizer;
