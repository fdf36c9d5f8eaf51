/**
 * Writes packed networks as graphs of ONNX, layer by layer. Begin at {@code NetworkNodes}; {@code GraphWriter} is what they are
 * written to.
 */
package io.github.bnn4j.onnx.write;
