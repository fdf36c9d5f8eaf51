/**
 * Times packed networks beside ONNX Runtime, which computes networks of the same shapes in float32 and in int8. Begin at
 * {@code PeersBenchmark}.
 */
package io.github.bnn4j.peers.bench;
