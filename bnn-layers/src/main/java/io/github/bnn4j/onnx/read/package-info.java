/**
 * Reads the nodes of an ONNX file as operations on values.
 *
 * <p>Constants are folded; of what depends on the input, a {@code OnnxValue} says how its axes lie, so that an order of axes is never
 * computed. {@code Operators} has the table of all that is known, {@code OnnxGraphReader} goes through a file.
 */
package io.github.bnn4j.onnx.read;
