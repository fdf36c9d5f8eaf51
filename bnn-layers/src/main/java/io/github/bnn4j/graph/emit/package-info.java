/**
 * Packed layers made of a graph that has been through all passes. Begin with {@link
 * io.github.bnn4j.graph.emit.PackedGraph}; {@link io.github.bnn4j.graph.emit.PackedLayers} goes through the nodes.
 */
package io.github.bnn4j.graph.emit;
