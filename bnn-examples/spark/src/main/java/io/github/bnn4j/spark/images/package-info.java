/**
 * {@code images}: labelled images as rows of Parquet files, to be scored. Begin with {@link
 * io.github.bnn4j.spark.images.ImagesToParquet}.
 */
package io.github.bnn4j.spark.images;
