/**
 * The commands on packed networks: {@code pack}, {@code predict}, {@code inspect}, {@code export} and {@code import}.
 * Begin with {@link io.github.bnn4j.cli.packed.PackCommand}.
 */
package io.github.bnn4j.cli.packed;
