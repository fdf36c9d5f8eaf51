/** Reads ONNX files that nobody vouches for, and writes them. Begin at {@code OnnxFile}. */
package io.github.bnn4j.onnx.file;
