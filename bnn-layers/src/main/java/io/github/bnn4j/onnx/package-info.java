/**
 * Exchanges binarized networks with other people's tools by ONNX files.
 *
 * <p>{@code model} has what a file says, {@code file} reads and writes it. Of an
 * {@link io.github.bnn4j.graph.Graph} of operations, the same passes make packed layers as of a network of DL4J. Begin at {@code
 * OnnxImport} and {@code OnnxExport}.
 */
package io.github.bnn4j.onnx;
