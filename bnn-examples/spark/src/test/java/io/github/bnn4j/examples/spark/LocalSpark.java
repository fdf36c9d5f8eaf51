package io.github.bnn4j.examples.spark;

import org.apache.spark.sql.SparkSession;

/** Spark within the JVM of the tests, as the programs start it. */
public final class LocalSpark {

    private LocalSpark() {}

    public static SparkSession start() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("tests")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                // 200 would be many for a handful of rows.
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }
}
