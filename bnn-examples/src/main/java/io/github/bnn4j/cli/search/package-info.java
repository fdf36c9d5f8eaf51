/**
 * {@code search}: looks for hyperparameters over images. Begin with {@link io.github.bnn4j.cli.search.SearchCommand};
 * the search itself is that of {@link io.github.bnn4j.search}.
 */
package io.github.bnn4j.cli.search;
