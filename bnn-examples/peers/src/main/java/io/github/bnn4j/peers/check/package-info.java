/** Runs exported files in ONNX Runtime, and compares scores and classes with those of the packed network. */
package io.github.bnn4j.peers.check;
