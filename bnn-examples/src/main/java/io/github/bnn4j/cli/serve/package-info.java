/**
 * {@code serve}: a page that shows a packed network at work, and the same as JSON; it needs the runtime, and nothing of
 * ND4J. Begin with {@link io.github.bnn4j.cli.serve.ServeCommand}; {@link io.github.bnn4j.cli.serve.NetworkPage} has
 * the paths.
 */
package io.github.bnn4j.cli.serve;
