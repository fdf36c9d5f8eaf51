/** Says what an ONNX file says: nodes, constants, and the one input and output. Begin at {@code OnnxModel}. */
package io.github.bnn4j.onnx.model;
