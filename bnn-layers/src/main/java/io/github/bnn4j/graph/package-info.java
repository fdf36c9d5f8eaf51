/**
 * A trained network as operations on values, between the world that it was trained in and packed layers.
 *
 * <p>A {@link io.github.bnn4j.graph.Graph} is read from DL4J by {@link io.github.bnn4j.export}; the rules of {@code pass} change
 * it, each in one respect, until every sign of an integer is a comparison; {@code emit} makes packed layers of it. What a value
 * is does not change on the way, only how it is computed. Begin at {@link io.github.bnn4j.graph.Operation}, which lists all
 * operations with their formulas, and at {@code pass.Passes}, which lists the rules in their order.
 *
 * <p>It is public for the packages around it; users call {@link io.github.bnn4j.export.PackedExporter}.
 */
package io.github.bnn4j.graph;
