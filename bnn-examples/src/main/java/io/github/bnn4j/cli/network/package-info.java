/**
 * The two kinds of DL4J's networks, chains and graphs, as one. Begin with {@link
 * io.github.bnn4j.cli.network.Dl4jNetwork}.
 */
package io.github.bnn4j.cli.network;
