package io.github.bnn4j.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.LocalSpark;
import io.github.bnn4j.spark.session.JobFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of Parquet files get the classes that the network itself gives, and each failure its position. */
class ScoringTest {

    private static final Scoring SCORING = new Scoring(null, "class", false);

    private static SparkSession spark;

    @TempDir
    Path directory;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start();
    }

    @AfterAll
    static void stopSpark() {
        spark.close();
    }

    private Dataset<Row> rows(DataType type, List<?> values) {
        return Rows.write(spark, directory.resolve("rows").toString(), type, values);
    }

    private static List<Row> scored(Scoring scoring, PackedNetwork network, Dataset<Row> rows) {
        return scoring.score(spark, network, rows).orderBy("id").collectAsList();
    }

    private static Integer predicted(Row row) {
        return row.getAs("class");
    }

    private static String error(Row row) {
        return row.getAs("class_error");
    }

    @Test
    void bytesGetTheClassesThatTheNetworkGives() {
        PackedNetwork network = Networks.ofBytes(4, 5);
        Random random = new Random(2);
        List<byte[]> examples = new ArrayList<>();
        // More than two batches, the last of which is not full.
        for (int i = 0; i < 150; i++) {
            byte[] example = new byte[20];
            random.nextBytes(example);
            examples.add(example);
        }

        List<Row> scored = scored(SCORING, network, rows(DataTypes.BinaryType, examples));

        assertThat(scored).hasSize(150);
        for (int i = 0; i < 150; i++) {
            assertThat(scored.get(i).<byte[]>getAs("x")).isEqualTo(examples.get(i));
            assertThat(predicted(scored.get(i))).isEqualTo(network.predict(examples.get(i)));
            assertThat(error(scored.get(i))).isNull();
        }
        assertThat(scored.stream().map(ScoringTest::predicted).distinct()).hasSizeGreaterThan(2);
    }

    @Test
    void floatsDoAsWell() {
        arraysGetTheClasses(DataTypes.FloatType, List.of(List.of(0f, 255f, 7f), List.of(9f, 0f, 200f)));
    }

    @Test
    void doublesDoAsWell() {
        arraysGetTheClasses(DataTypes.DoubleType, List.of(List.of(0d, 255d, 7d), List.of(9d, 0d, 200d)));
    }

    private void arraysGetTheClasses(DataType element, List<?> values) {
        PackedNetwork network = Networks.ofBytes(1, 3);

        List<Row> scored = scored(SCORING, network, rows(DataTypes.createArrayType(element), values));

        assertThat(scored.stream().map(ScoringTest::predicted))
                .containsExactly(
                        network.predict(new byte[] {0, (byte) 255, 7}), network.predict(new byte[] {9, 0, (byte) 200}));
    }

    @Test
    void aRowThatTheNetworkDoesNotTakeIsReportedWithItsPosition() {
        PackedNetwork network = Networks.ofBytes(1, 3);
        byte[] good = {1, 2, 3};

        List<Row> scored = scored(
                SCORING, network, rows(DataTypes.BinaryType, Arrays.asList(good, new byte[2], good, null, good)));

        Integer expected = network.predict(good);
        assertThat(scored.stream().map(ScoringTest::predicted))
                .containsExactly(expected, null, expected, null, expected);
        assertThat(error(scored.get(1)))
                .matches("file:.*/rows/part-.*\\.parquet, row 1: 2 values, the network takes 3 \\(1x1x3\\)");
        assertThat(error(scored.get(3))).matches("file:.*/rows/part-.*\\.parquet, row 3: the value is null");
        assertThat(error(scored.get(4))).isNull();
    }

    @Test
    void aValueThatIsRefusedDoesNotTakeItsBatchWithIt() {
        PackedNetwork network = Networks.ofSigns(3);
        byte[] good = {1, -1, 1};

        List<Row> scored = scored(
                SCORING, network, rows(DataTypes.BinaryType, List.of(good, new byte[] {1, 5, 1}, new byte[1], good)));

        Integer expected = network.predict(good);
        assertThat(scored.stream().map(ScoringTest::predicted)).containsExactly(expected, null, null, expected);
        assertThat(error(scored.get(1))).contains("row 1: ").contains("5");
        assertThat(error(scored.get(2))).contains("row 2: 1 values, the network takes 3");
    }

    @Test
    void whoAsksForItHasTheJobEndAtSuchARow() {
        Dataset<Row> rows = rows(DataTypes.BinaryType, List.of(new byte[3], new byte[4]));
        Scoring failFast = new Scoring(null, "class", true);

        Throwable failure = catchThrowable(() -> scored(failFast, Networks.ofBytes(1, 3), rows));

        assertThat(JobFailure.reason(failure)).matches("file:.*\\.parquet, row 1: 4 values, the network takes 3 .*");
    }

    @Test
    void columnsThatDoNotFitAreRefusedByName() {
        PackedNetwork network = Networks.ofBytes(1, 3);
        Dataset<Row> rows = rows(DataTypes.BinaryType, List.of(new byte[3]));

        assertThatThrownBy(() -> new Scoring("y", "class", false).score(spark, network, rows))
                .hasMessage("The input has no column y, but struct<id:int,x:binary>");
        assertThatThrownBy(() -> new Scoring("id", "class", false).score(spark, network, rows))
                .hasMessage("Column id is neither binary nor an array of numbers, but int");
        assertThatThrownBy(() -> new Scoring("x", "id", false).score(spark, network, rows))
                .hasMessage("The input has a column id already: name another");
        assertThatThrownBy(() -> SCORING.score(spark, network, rows.drop("x")))
                .hasMessage("One column has to be binary or an array of numbers, but there are 0 in struct<id:int>");
        assertThatThrownBy(() -> SCORING.score(spark, network, rows.withColumn("y", rows.col("x"))))
                .hasMessageEndingWith("there are 2 in struct<id:int,x:binary,y:binary>: name one of x, y");
    }
}
