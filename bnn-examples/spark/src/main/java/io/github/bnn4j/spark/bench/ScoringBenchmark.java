package io.github.bnn4j.spark.bench;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.packed.PackedFiles;
import io.github.bnn4j.cli.timing.Rate;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.images.ImageRows;
import io.github.bnn4j.spark.scoring.PredictUdf;
import io.github.bnn4j.spark.scoring.Scoring;
import io.github.bnn4j.spark.session.MasterOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: rows a second that Spark scores, against a loop without it. */
@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Rows a second with a packed network for MNIST: a loop over an array, without Spark; Spark from Parquet files "
                    + "to nowhere, by predict and by the function for SQL; and Spark from files to files. The contenders "
                    + "in turn in one process, medians of several rounds.",
            ""
        })
public final class ScoringBenchmark implements Callable<Integer> {

    private static final int WARM_UPS = 1;

    @Option(names = "--model", required = true, paramLabel = "FILE.bnn", description = "The packed network.")
    private Path model;

    @Option(
            names = "--cores",
            split = ",",
            defaultValue = "1,2",
            paramLabel = "N",
            description = "Cores to give to Spark, and threads to the loop (default: ${DEFAULT-VALUE}).")
    private List<Integer> cores;

    @Option(
            names = "--rows",
            defaultValue = "60000",
            paramLabel = "N",
            description = "Images, of the training set of MNIST (default and most: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "Timed rounds of each contender (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws IOException, UserError {
        LabelledImages images = ImageClassificationData.bundledMnist().train();
        checkNumbers(images);
        PackedNetwork network = PackedFiles.load(model);
        checkInput(network, images);
        Path directory = Files.createTempDirectory("bnn-spark-bench");
        try {
            System.out.printf(
                    "%5s %12s %14s %14s %16s%n", "cores", "loop", "Spark predict", "Spark SQL", "files to files");
            for (int count : cores) {
                double[] rates = rates(network, images.range(0, rows), count, directory.toFile());
                System.out.printf(
                        Locale.ROOT,
                        "%5d %,12.0f %,14.0f %,14.0f %,16.0f%n",
                        count,
                        rates[0] * rows,
                        rates[1] * rows,
                        rates[2] * rows,
                        rates[3] * rows);
            }
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
        return 0;
    }

    private void checkInput(PackedNetwork network, LabelledImages images) throws UserError {
        if (network.input().size() != images.rows() * images.columns()) {
            throw new UserError(model + " takes " + network.input().shape() + " values, not images of MNIST");
        }
    }

    private void checkNumbers(LabelledImages images) throws UsageError {
        if (rows < 1 || rows > images.size()) {
            throw new UsageError("--rows must be from 1 to " + images.size() + ", got " + rows);
        }
        if (rounds < 1) {
            throw new UsageError("--rounds must be at least 1, got " + rounds);
        }
        for (int count : cores) {
            if (count < 1) {
                throw new UsageError("--cores must be at least 1, got " + count);
            }
        }
    }

    private double[] rates(PackedNetwork network, LabelledImages images, int count, File directory) {
        try (SparkSession spark = MasterOption.local(count).start("bnn-spark bench")) {
            String in = new File(directory, "in-" + count).toString();
            String out = new File(directory, "out-" + count).toString();
            ImageRows.of(spark, images).repartition(2 * count).write().parquet(in);
            PredictUdf.registerFailFast(spark, "digit", network);
            Dataset<Row> scored = new Scoring("image", "prediction", true)
                    .score(spark, network, spark.read().parquet(in));
            Dataset<Row> selected = spark.read().parquet(in).selectExpr("*", "digit(image) AS prediction");
            byte[] pixels = images.allPixels();
            int[] classes = new int[images.size()];
            PackedNetwork threaded = network.parallel(count);
            return Rate.medians(
                    List.of(
                            () -> threaded.predict(pixels, classes.length, classes),
                            () -> toNowhere(scored),
                            () -> toNowhere(selected),
                            () -> scored.write().mode(SaveMode.Overwrite).parquet(out)),
                    WARM_UPS,
                    rounds,
                    0);
        }
    }

    /** All columns are worked out, and thrown away. */
    private static void toNowhere(Dataset<Row> rows) {
        rows.write().format("noop").mode(SaveMode.Overwrite).save();
    }
}
