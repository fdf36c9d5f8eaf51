/**
 * A packed network at work on rows, for the command and for jobs of one's own. Begin with {@link
 * io.github.bnn4j.spark.scoring.Scoring}, or, in SQL, with {@link io.github.bnn4j.spark.scoring.PredictUdf}.
 */
package io.github.bnn4j.spark.scoring;
