/** Compares networks of BNN4J with what other programs make of them. Begin at {@code BnnPeers}. */
package io.github.bnn4j.peers;
