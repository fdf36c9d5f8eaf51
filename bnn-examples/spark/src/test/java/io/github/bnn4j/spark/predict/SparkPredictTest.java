package io.github.bnn4j.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.LocalSpark;
import io.github.bnn4j.spark.SparkCli;
import io.github.bnn4j.spark.images.ImageRows;
import io.github.bnn4j.spark.scoring.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code predict} on files that are as they should be, and on such as are not. */
class SparkPredictTest {

    private static final int IMAGES = 300;

    @TempDir
    Path directory;

    private PackedNetwork network;

    @BeforeEach
    void writeModelAndImages() throws IOException {
        network = Networks.ofBytes(28, 28);
        network.save(directory.resolve("model.bnn"));
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        try (SparkSession spark = LocalSpark.start()) {
            ImageRows.of(spark, mnist.test().range(0, IMAGES))
                    .repartition(2)
                    .write()
                    .parquet(directory.resolve("in").toString());
        }
    }

    private SparkCli predict(String... more) {
        return SparkCli.run(Stream.concat(
                        Stream.of(
                                "predict",
                                "--model",
                                directory.resolve("model.bnn"),
                                "--input",
                                directory.resolve("in"),
                                "--output",
                                directory.resolve("out")),
                        Stream.of(more))
                .toArray());
    }

    /** Without the checksum that Hadoop writes beside files of a local directory, and nowhere else. */
    private static void replace(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private List<Path> inputFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("in"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void addsTheClassesToTheRows() {
        SparkCli answer = predict();

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).containsExactly(directory.resolve("out") + ": 300 rows, 0 of them without a class");
        try (SparkSession spark = LocalSpark.start()) {
            List<Row> rows =
                    spark.read().parquet(directory.resolve("out").toString()).collectAsList();
            assertThat(rows).hasSize(IMAGES);
            assertThat(rows).allSatisfy(row -> assertThat(row.<Integer>getAs("prediction"))
                    .isEqualTo(network.predict(row.<byte[]>getAs("image"))));
        }
    }

    @Test
    void aFileThatIsCutShortIsNamedAndNothingIsWritten() throws IOException {
        Path file = inputFiles().get(0);
        byte[] whole = Files.readAllBytes(file);
        replace(file, Arrays.copyOf(whole, whole.length / 2));

        SparkCli answer = predict();

        assertThat(answer.exitCode()).isOne();
        assertThat(answer.err()).singleElement().satisfies(line -> assertThat(line)
                .contains(file.getFileName() + " is not a Parquet file")
                .endsWith("(nothing was written to " + directory.resolve("out") + ")"));
        assertThat(directory.resolve("out")).doesNotExist();

        replace(file, whole);
        assertThat(predict().exitCode()).isZero();
    }

    @Test
    void aFileWithAFlippedBitIsNamedAndNothingIsWritten() throws IOException {
        Path file = inputFiles().get(1);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        replace(file, bytes);

        SparkCli answer = predict();

        assertThat(answer.exitCode()).isOne();
        assertThat(answer.err()).singleElement().satisfies(line -> assertThat(line)
                .contains(file.getFileName().toString())
                .contains("CRC checksum verification failed"));
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Files.createDirectory(directory.resolve("out"));

        SparkCli answer = predict();

        assertThat(answer.exitCode()).isOne();
        assertThat(answer.err())
                .containsExactly(
                        "error: " + directory.resolve("out") + " exists: choose another directory with --output");
        assertThat(directory.resolve("out")).isEmptyDirectory();
    }

    @Test
    void rowsThatTheNetworkDoesNotTakeAreShownAndDoNotEndTheJob() throws IOException {
        Networks.ofBytes(32, 32).save(directory.resolve("model.bnn"));

        SparkCli answer = predict();

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .hasSize(12)
                .startsWith(directory.resolve("out") + ": 300 rows, 300 of them without a class")
                .endsWith("  ... the others are in the column prediction_error");
        assertThat(answer.out().get(1)).contains(".parquet, row 0: 784 values, the network takes 1024 (1x32x32)");
    }

    @Test
    void failFastEndsTheJob() throws IOException {
        Networks.ofBytes(32, 32).save(directory.resolve("model.bnn"));

        SparkCli answer = predict("--fail-fast");

        assertThat(answer.exitCode()).isOne();
        assertThat(answer.err()).singleElement().satisfies(line -> assertThat(line)
                .contains(", row 0: 784 values, the network takes 1024 (1x32x32) (nothing was written to "));
        assertThat(directory.resolve("out")).doesNotExist();
    }
}
