/** Computes what operators make of constants, as ONNX defines them. Begin at {@code Constants}. */
package io.github.bnn4j.onnx.constant;
