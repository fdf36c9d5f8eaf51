/** Packed layers made of a graph that has been through all passes. */
package io.github.bnn4j.graph.emit;
