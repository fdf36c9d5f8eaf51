/**
 * {@code bench}: measures how fast a packed network scores rows on this machine. Begin with {@link
 * io.github.bnn4j.spark.bench.ScoringBenchmark}.
 */
package io.github.bnn4j.spark.bench;
