package io.github.bnn4j.examples.spark.session;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where Spark runs. */
public final class MasterOption {

    private static final String DEFAULT = "local[2]";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Master of Spark: local[N], spark://HOST:PORT, yarn ... (default: that of spark-submit, else "
                    + DEFAULT + "). Any other setting of Spark is given before -jar: -Dspark.NAME=VALUE.")
    private String master;

    /** Within this process, whatever the command line says. */
    public static MasterOption local(int cores) {
        MasterOption option = new MasterOption();
        option.master = "local[" + cores + "]";
        return option;
    }

    /**
     * Starts Spark, to be closed after use.
     *
     * @param name for Spark's own pages
     * @param needed a class of each jar that executors need, where spark-submit does not say which
     */
    public SparkSession start(String name, Class<?>... needed) {
        return SparkSession.builder().config(configuration(name, needed)).getOrCreate();
    }

    private SparkConf configuration(String name, Class<?>... needed) {
        // With what spark-submit, or -D, has set.
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", name);
        if (master != null) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", DEFAULT);
        // Damaged pages are noticed, not scored.
        conf.setIfMissing("spark.hadoop.parquet.page.verify-checksum.enabled", "true");
        if (conf.get("spark.master").startsWith("local")) {
            // All in this process: nobody else needs to reach it, and the machine may have no other name.
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.ui.enabled", "false");
        } else if (!conf.contains("spark.jars")) {
            conf.setJars(jarsOf(needed));
        }
        return conf;
    }

    private static String[] jarsOf(Class<?>... classes) {
        return Stream.of(classes)
                .map(type -> SparkContext.jarOfClass(type).getOrElse(() -> null))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }
}
