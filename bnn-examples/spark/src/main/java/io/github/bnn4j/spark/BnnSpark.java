package io.github.bnn4j.spark;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.spark.bench.ScoringBenchmark;
import io.github.bnn4j.spark.images.ImagesToParquet;
import io.github.bnn4j.spark.predict.SparkPredict;
import io.github.bnn4j.spark.training.SparkTraining;
import picocli.CommandLine.Command;

/** All programs on Apache Spark behind one jar: {@code java -jar bnn-spark.jar COMMAND}, or {@code spark-submit}. */
@Command(
        name = "bnn-spark",
        description = "Binarized neural networks on Apache Spark.",
        subcommands = {SparkTraining.class, SparkPredict.class, ImagesToParquet.class, ScoringBenchmark.class})
public final class BnnSpark {

    public static void main(String[] args) {
        System.exit(CommandLines.of(new BnnSpark()).execute(args));
    }
}
