package io.github.bnn4j.spark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.spark.SparkCli;
import io.github.bnn4j.spark.scoring.Networks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringBenchmarkTest {

    @TempDir
    Path directory;

    private SparkCli bench(String... more) throws IOException {
        Path model = directory.resolve("model.bnn");
        Networks.ofBytes(28, 28).save(model);
        Object[] arguments = new Object[3 + more.length];
        arguments[0] = "bench";
        arguments[1] = "--model";
        arguments[2] = model;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return SparkCli.run(arguments);
    }

    @Test
    void printsRatesForEachCountOfCores() throws IOException {
        SparkCli answer = bench("--cores", "1,2", "--rows", "500", "--rounds", "1");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).hasSize(3);
        assertThat(answer.out().get(1)).matches(" +1( +[\\d,]+){4}");
        assertThat(answer.out().get(2)).matches(" +2( +[\\d,]+){4}");
    }

    @Test
    void refusesNumbersThatCannotBe() throws IOException {
        assertThat(bench("--rows", "0").err())
                .containsExactly("error: --rows must be from 1 to 60000, got 0 (try --help)");
        assertThat(bench("--rounds", "0").err())
                .containsExactly("error: --rounds must be at least 1, got 0 (try --help)");
        assertThat(bench("--cores", "1,0").err())
                .containsExactly("error: --cores must be at least 1, got 0 (try --help)");
    }
}
