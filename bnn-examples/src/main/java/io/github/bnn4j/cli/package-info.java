/**
 * The programs behind one jar. {@link io.github.bnn4j.cli.BnnPrograms} has the commands; each package below has one of
 * them, or what several share: options become settings ({@link io.github.bnn4j.cli.settings}), and settings a run.
 */
package io.github.bnn4j.cli;
