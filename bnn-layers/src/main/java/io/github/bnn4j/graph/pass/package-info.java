/**
 * Rules that bring a graph into the form of which packed layers are made. Each is pure, changes one thing, and says in its
 * Javadoc, as a formula, why the result is the same; begin with
 * {@link io.github.bnn4j.graph.pass.Passes}, which has them in their order.
 */
package io.github.bnn4j.graph.pass;
