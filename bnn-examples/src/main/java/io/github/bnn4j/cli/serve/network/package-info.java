/**
 * This package has what there is to be shown of a packed network: its layers, their values for an example, the sum of a unit,
 * what it all costs.
 */
package io.github.bnn4j.cli.serve.network;
