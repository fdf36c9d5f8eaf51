package io.github.bnn4j.spark.session;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.threads.NativeThreads;
import java.io.File;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Decides where Spark runs. */
public final class MasterOption {

    private static final String DEFAULT = "local[2]";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Master of Spark: local[N], spark://HOST:PORT, yarn ... (default: that of spark-submit, else "
                    + DEFAULT + "). Any other setting of Spark is given before -jar: -Dspark.NAME=VALUE.")
    private String master;

    /** Runs Spark within this process, whatever the command line says. */
    public static MasterOption local(int cores) {
        MasterOption option = new MasterOption();
        option.master = "local[" + cores + "]";
        return option;
    }

    /**
     * Starts Spark for work that executors do with some jars of ours, and nothing of DL4J. To be closed after use.
     *
     * @param name for Spark's own pages
     * @param needed a class of each jar that executors need, where spark-submit does not say which
     */
    public SparkSession start(String name, Class<?>... needed) {
        SparkConf conf = configuration(name);
        setJars(conf, Stream.of(needed).map(MasterOption::jarOf));
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /**
     * Starts Spark for work that executors do with DL4J. To be closed after use.
     *
     * @param name for Spark's own pages
     */
    public SparkSession startWithDl4j(String name) {
        SparkConf conf = configuration(name);
        if (conf.get("spark.serializer", "").endsWith("KryoSerializer")) {
            conf.setIfMissing("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator");
            // What a worker sends back is in one piece: 442 MB for the paper's MNIST network, and Spark's limit is 64.
            conf.setIfMissing("spark.kryoserializer.buffer.max", "2047m");
        }
        // The same of several workers; Spark's limit is 1 GB.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        // As the programs do for themselves: threads of the two native pools should not spin.
        NativeThreads.variables()
                .forEach((variable, value) -> conf.setIfMissing("spark.executorEnv." + variable, value));
        // A task for each core trains: one that used all of them would be in the others' way.
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", conf.get("spark.task.cpus", "1"));
        File[] besideRuntime = Optional.ofNullable(jarOf(PackedNetwork.class))
                .map(jar -> new File(jar).getParentFile().listFiles((directory, file) -> file.endsWith(".jar")))
                .orElseGet(() -> new File[0]);
        setJars(
                conf,
                Stream.concat(
                        Stream.of(jarOf(MasterOption.class)),
                        Stream.of(besideRuntime).map(File::getPath)));
        return SparkSession.builder().config(conf).getOrCreate();
    }

    private SparkConf configuration(String name) {
        // With what spark-submit, or -D, has set.
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", name);
        if (master != null) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", DEFAULT);
        // Damaged pages are noticed, not scored.
        conf.setIfMissing("spark.hadoop.parquet.page.verify-checksum.enabled", "true");
        if (isLocal(conf)) {
            // All in this process: nobody else needs to reach it, and the machine may have no other name.
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.ui.enabled", "false");
        }
        return conf;
    }

    private static boolean isLocal(SparkConf conf) {
        return conf.get("spark.master").startsWith("local");
    }

    private static void setJars(SparkConf conf, Stream<String> jars) {
        if (!isLocal(conf) && !conf.contains("spark.jars")) {
            conf.setJars(jars.filter(Objects::nonNull).distinct().toArray(String[]::new));
        }
    }

    /** Returns the jar of a class; null for a class that is in none. */
    private static String jarOf(Class<?> type) {
        return SparkContext.jarOfClass(type).getOrElse(() -> null);
    }
}
