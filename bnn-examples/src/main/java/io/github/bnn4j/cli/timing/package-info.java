/**
 * Times of networks, of contenders in turn on a machine that is never quiet. Begin with {@link
 * io.github.bnn4j.cli.timing.Rate}.
 */
package io.github.bnn4j.cli.timing;
