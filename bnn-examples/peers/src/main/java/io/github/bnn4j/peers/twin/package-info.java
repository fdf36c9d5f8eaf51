/**
 * Holds networks of the shapes of a packed one, for ONNX Runtime in float32 and in int8, with random weights: what somebody would run who has no
 * binarized network. Begin at {@code TwinModel}.
 */
package io.github.bnn4j.peers.twin;
