/**
 * The programs on Apache Spark behind one jar. {@link io.github.bnn4j.spark.BnnSpark} has the commands; each package
 * below has one of them, or what several share.
 */
package io.github.bnn4j.spark;
