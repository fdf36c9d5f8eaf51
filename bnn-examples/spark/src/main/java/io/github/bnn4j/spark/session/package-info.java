/**
 * What the commands share about Spark itself: where it runs, and why a job failed. Begin with {@link
 * io.github.bnn4j.spark.session.MasterOption}.
 */
package io.github.bnn4j.spark.session;
