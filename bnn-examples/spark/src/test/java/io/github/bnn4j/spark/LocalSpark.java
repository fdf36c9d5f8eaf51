package io.github.bnn4j.spark;

import org.apache.spark.sql.SparkSession;

/** Spark within the JVM of the tests, as the programs start it. */
public final class LocalSpark {

    private LocalSpark() {}

    public static SparkSession start() {
        return on("local[2]");
    }

    /**
     * @param settings names and values, in turn
     */
    public static SparkSession on(String master, String... settings) {
        SparkSession.Builder builder = SparkSession.builder()
                .master(master)
                .appName("tests")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                // 200 would be many for a handful of rows.
                .config("spark.sql.shuffle.partitions", "2");
        for (int i = 0; i < settings.length; i += 2) {
            builder.config(settings[i], settings[i + 1]);
        }
        return builder.getOrCreate();
    }
}
