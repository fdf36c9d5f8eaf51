/**
 * {@code predict}: a packed network's classes for the rows of Parquet files. Begin with {@link
 * io.github.bnn4j.spark.predict.SparkPredict}; the scoring itself is in {@link io.github.bnn4j.spark.scoring}.
 */
package io.github.bnn4j.spark.predict;
