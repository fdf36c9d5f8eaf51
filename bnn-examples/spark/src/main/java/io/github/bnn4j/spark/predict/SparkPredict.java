package io.github.bnn4j.spark.predict;

import static org.apache.spark.sql.functions.col;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.packed.PackedFiles;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.scoring.PredictUdf;
import io.github.bnn4j.spark.scoring.Scoring;
import io.github.bnn4j.spark.session.JobFailure;
import io.github.bnn4j.spark.session.MasterOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}: adds the classes to the rows of Parquet files. */
@Command(
        name = "predict",
        sortOptions = false,
        description = {
            "Predicts with a packed network for each row of Parquet files.",
            "",
            "Writes the rows with two columns more: the class, and, for a row that the network does not take, where "
                    + "the row is and what is wrong with it. All or nothing: a job that fails leaves no output.",
            ""
        })
public final class SparkPredict implements Callable<Integer> {

    private static final int SHOWN_FAILURES = 10;

    @Option(names = "--model", required = true, paramLabel = "FILE.bnn", description = "The packed network.")
    private Path model;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "DIR",
            description = "Directory of Parquet files; any file system that Spark knows.")
    private String input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Directory for Parquet files, which must not exist.")
    private String output;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "Column that the network takes: binary, or an array of numbers (default: the only such one).")
    private String column;

    @Option(
            names = "--prediction",
            paramLabel = "NAME",
            defaultValue = "prediction",
            description =
                    "Column for the class; its name with _error is that for failures (default: ${DEFAULT-VALUE}).")
    private String prediction;

    @Option(names = "--fail-fast", description = "End the job at the first row that the network does not take.")
    private boolean failFast;

    @Mixin
    private MasterOption master;

    @Override
    public Integer call() throws UserError, IOException {
        PackedNetwork network = PackedFiles.load(model);
        Scoring scoring = new Scoring(column, prediction, failFast);
        // What executors need: this program's jar, and the runtime.
        try (OutputDirectory directory = new OutputDirectory(output);
                SparkSession spark = master.start("bnn-spark predict", PredictUdf.class, PackedNetwork.class)) {
            score(spark, scoring, network, directory);
            report(spark, scoring);
            return 0;
        }
    }

    private void score(SparkSession spark, Scoring scoring, PackedNetwork network, OutputDirectory directory)
            throws UserError, IOException {
        if (!directory.claim(spark)) {
            throw new UserError(output + " exists: choose another directory with --output");
        }
        try {
            // The schemas of all files: one that is cut short is found before any work is done.
            Dataset<Row> rows = spark.read().option("mergeSchema", "true").parquet(input);
            scoring.score(spark, network, rows).write().parquet(output);
        } catch (Exception e) {
            // Not all that Spark throws is declared where Java could see it.
            throw new UserError(JobFailure.reason(e) + " (nothing was written to " + output + ")", e);
        }
        directory.complete();
    }

    private void report(SparkSession spark, Scoring scoring) {
        Dataset<Row> written = spark.read().parquet(output);
        Dataset<Row> failed = written.filter(col(scoring.error()).isNotNull());
        long failures = failed.count();
        System.out.printf(
                Locale.ROOT, "%s: %,d rows, %,d of them without a class%n", output, written.count(), failures);
        failed.select(scoring.error())
                .orderBy(scoring.error())
                .limit(SHOWN_FAILURES)
                .collectAsList()
                .forEach(row -> System.out.println("  " + row.getString(0)));
        if (failures > SHOWN_FAILURES) {
            System.out.printf(Locale.ROOT, "  ... the others are in the column %s%n", scoring.error());
        }
    }
}
