/**
 * Holds arrays that one call after the other uses, as memory that is new each time costs more than much of what is computed in it. Begin at
 * {@code Workspaces}.
 */
package io.github.bnn4j.packed.workspace;
