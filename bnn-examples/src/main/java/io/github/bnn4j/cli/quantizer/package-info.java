/**
 * Draws the quantizers of the library for the guides, by their own code. Begin at {@code DrawQuantizers}, a program of its own; {@code
 * QuantizerCurve} is what it draws.
 */
package io.github.bnn4j.cli.quantizer;
