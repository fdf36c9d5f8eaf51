/**
 * {@code compare}: a binarized network and its float twin, held against each other and against the article's
 * conclusions. Begin with {@link io.github.bnn4j.cli.comparison.CompareCommand}; {@link
 * io.github.bnn4j.cli.comparison.Comparison} has what is measured.
 */
package io.github.bnn4j.cli.comparison;
