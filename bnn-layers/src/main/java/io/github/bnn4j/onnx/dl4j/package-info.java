/** Makes a network of DL4J's layers, and of this project's, out of operations. Begin at {@code Dl4jGraph}. */
package io.github.bnn4j.onnx.dl4j;
