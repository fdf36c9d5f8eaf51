package io.github.bnn4j.spark.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.spark.LocalSpark;
import io.github.bnn4j.spark.SparkCli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesToParquetTest {

    @TempDir
    Path directory;

    @Test
    void writesEachTestImageWithItsLabel() throws IOException {
        Path output = directory.resolve("images");

        SparkCli answer = SparkCli.run("images", "--output", output, "--files", "3");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).containsExactly(output + ": 10,000 images");
        LabelledImages images = ImageClassificationData.bundledMnist().test();
        try (SparkSession spark = LocalSpark.start()) {
            List<Row> rows = spark.read().parquet(output.toString()).collectAsList();
            assertThat(rows).hasSize(images.size());
            assertThat(rows.stream()
                            .mapToLong(row -> hash(row.getAs("image"), row.getAs("label")))
                            .sorted())
                    .containsExactly(IntStream.range(0, images.size())
                            .mapToLong(i -> hash(images.pixels(i), images.label(i)))
                            .sorted()
                            .boxed()
                            .toArray(Long[]::new));
        }
    }

    private static long hash(byte[] image, int label) {
        return Arrays.hashCode(image) * 10L + label;
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(SparkCli.run("images", "--output", directory.resolve("x"), "--files", "0")
                        .err())
                .containsExactly("error: --files must be at least 1, got 0 (try --help)");
        assertThat(SparkCli.run("images", "--output", directory).err())
                .singleElement()
                .asString()
                .startsWith("error: [PATH_ALREADY_EXISTS]");
    }
}
