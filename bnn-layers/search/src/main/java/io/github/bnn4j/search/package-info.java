/**
 * Hyperparameter search over binarized networks with Arbiter: parameter spaces of what this library adds to DL4J, and
 * {@link io.github.bnn4j.search.BnnSearch}, which runs a search and survives being stopped. Begin with {@link
 * io.github.bnn4j.search.BnnSpace}, which has the hyperparameters of a plain network.
 *
 * <p>A space that is shared, as the width of all layers is, becomes several when it is read from JSON. Random search then
 * still gives the same networks; a grid would count it several times, so make a grid's generator from the space itself.
 */
package io.github.bnn4j.search;
