package io.github.bnn4j.spark.scoring;

import io.github.bnn4j.packed.PackedNetwork;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Scores a directory, in a JVM that has Spark, the runtime of BNN4J and this package only. */
final class ScoringProgram {

    private ScoringProgram() {}

    public static void main(String[] arguments) throws Exception {
        try {
            Class.forName("org.nd4j.linalg.api.ndarray.INDArray");
            System.out.println("ND4J is here");
        } catch (ClassNotFoundException expected) {
            try (SparkSession spark = SparkSession.builder()
                    .master("local[1]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.ui.enabled", "false")
                    .getOrCreate()) {
                new Scoring("x", "class", true)
                        .score(
                                spark,
                                PackedNetwork.load(Path.of(arguments[0])),
                                spark.read().parquet(arguments[1]))
                        .collectAsList()
                        .forEach(row -> System.out.println(row.<Integer>getAs("class")));
            }
        }
    }
}
