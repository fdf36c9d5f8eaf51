/**
 * Reads the nodes of an ONNX file as operations on values.
 *
 * <p>Constants are folded; of what depends on the input, a {@code OnnxValue} says how its axes lie, so that an order of axes is never
 * computed. Begin with {@code OnnxGraphReader}, which goes through a file; {@code Operators} has the table of all that is known.
 */
package io.github.bnn4j.onnx.read;
