package io.github.bnn4j.spark.images;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.spark.session.MasterOption;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code images}: labelled images as Parquet files, for {@code predict}. */
@Command(
        name = "images",
        sortOptions = false,
        description =
                "Writes the test images of MNIST, or of a directory of its format, as Parquet files with the columns "
                        + "image (binary) and label (int).")
public final class ImagesToParquet implements Callable<Integer> {

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Directory for the Parquet files, which must not exist.")
    private String output;

    @Option(
            names = "--files",
            defaultValue = "4",
            paramLabel = "N",
            description = "Number of files (default: ${DEFAULT-VALUE}).")
    private int files;

    @Mixin
    private MasterOption master;

    @Override
    public Integer call() throws IOException, UserError {
        if (files < 1) {
            throw new UsageError("--files must be at least 1, got " + files);
        }
        ImageClassificationData images = dataOptions.read(Datasets.MNIST);
        try (SparkSession spark = master.start("bnn-spark images")) {
            ImageRows.of(spark, images.test()).repartition(files).write().parquet(output);
        } catch (Exception e) {
            if (e instanceof AnalysisException analysis) {
                throw new UserError(analysis.getMessage(), analysis);
            }
            throw e;
        }
        System.out.printf(Locale.ROOT, "%s: %,d images%n", output, images.test().size());
        return 0;
    }
}
