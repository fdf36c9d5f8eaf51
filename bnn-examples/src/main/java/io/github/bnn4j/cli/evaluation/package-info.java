/** The answers of a network beside the right ones. Begin with {@link io.github.bnn4j.cli.evaluation.Predictions}. */
package io.github.bnn4j.cli.evaluation;
