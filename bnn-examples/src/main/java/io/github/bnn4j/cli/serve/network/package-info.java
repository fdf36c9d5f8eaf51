/**
 * What there is to be shown of a packed network: its layers, their values for an example, the sum of a unit, what it
 * all costs. Begin with {@link io.github.bnn4j.cli.serve.network.ServedNetwork}.
 */
package io.github.bnn4j.cli.serve.network;
