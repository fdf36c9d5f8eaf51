/** Runs exported files in ONNX Runtime, and compares scores and classes with the packed network's. Begin at {@code CheckCommand}. */
package io.github.bnn4j.peers.check;
