/**
 * {@code bench}: measures how fast kernels, convolutions, packed networks and training steps are on this machine. Begin
 * with {@link io.github.bnn4j.cli.bench.Benchmarks}, which has its subcommands.
 */
package io.github.bnn4j.cli.bench;
