package io.github.bnn4j.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.LocalSpark;
import io.github.bnn4j.spark.session.JobFailure;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A packed network in SQL. */
class PredictUdfTest {

    private static final PackedNetwork NETWORK = Networks.ofBytes(1, 3);

    private static SparkSession spark;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start();
        PredictUdf.register(spark, "lenient", NETWORK);
        PredictUdf.registerFailFast(spark, "strict", NETWORK);
    }

    @AfterAll
    static void stopSpark() {
        spark.close();
    }

    /** From a table, so that it runs in tasks: Spark works out constants itself. */
    private static List<Object> select(String function, String... values) {
        return spark
                .sql("SELECT " + function + "(x) FROM (SELECT explode(array(" + String.join(", ", values)
                        + ")) AS x) WHERE rand() >= 0")
                .collectAsList()
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void takesBinaryColumns() {
        assertThat(select("strict", "X'000102'", "X'FF0080'", "X'07FF00'"))
                .containsExactly(
                        NETWORK.predict(new byte[] {0, 1, 2}),
                        NETWORK.predict(new byte[] {(byte) 255, 0, (byte) 128}),
                        NETWORK.predict(new byte[] {7, (byte) 255, 0}));
    }

    @Test
    void takesColumnsOfArraysOfFloats() {
        assertThat(select("strict", "array(float(0), float(1), float(2))", "array(float(255), float(0), float(128))"))
                .containsExactly(
                        NETWORK.predict(new byte[] {0, 1, 2}), NETWORK.predict(new byte[] {(byte) 255, 0, (byte) 128}));
    }

    @Test
    void whatItDoesNotTakeIsNull() {
        assertThat(select("lenient", "X'00'", "X'000102'", "CAST(NULL AS BINARY)"))
                .containsExactly(null, NETWORK.predict(new byte[] {0, 1, 2}), null);
        assertThat(select("lenient", "array(float(0.5), float(1), float(2))")).containsExactly((Object) null);
    }

    @Test
    void orEndsTheJob() {
        Throwable failure = catchThrowable(() -> select("strict", "X'00'"));

        assertThat(JobFailure.reason(failure)).isEqualTo("1 values, the network takes 3 (1x1x3)");
    }
}
