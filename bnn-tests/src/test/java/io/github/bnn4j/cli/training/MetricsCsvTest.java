package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCsvTest {

    private static final String HEADER =
            "epoch,learning_rate,loss,validation_error_percent,training_seconds,total_seconds\n";

    @TempDir
    Path directory;

    @Test
    void readsWhatItWrote() throws IOException {
        List<EpochMetrics> history = List.of(
                new EpochMetrics(1, .01, .5, 12.125, 3.25, 4.5), new EpochMetrics(2, 1e-4, 2, Double.NaN, 3, 4));
        Path file = directory.resolve("metrics.csv");

        MetricsCsv.write(history, file);

        assertThat(MetricsCsv.read(file)).isEqualTo(history);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,.01,.5,12,3\n',                     'line 2: must have 6 values, has 5, got 1,.01,.5,12,3'",
        "'1,.01,.5,12,3,4\n3,.01,.5,12,3,4\n',  'line 3: must be of epoch 2, got 3,'",
        "'1,.01,.5,twelve,3,4\n',               'line 2: has ''twelve'' where a number must be'",
        "'1,.01,.5,12,,4\n',                    'line 2: has '''' where a number must be'"
    })
    void refusesDamagedLines(String lines, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("metrics.csv"), HEADER + lines);

        assertThatThrownBy(() -> MetricsCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"'', an empty file", "'epoch,loss\n', 'got epoch,loss'"})
    void refusesAnotherHeader(String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("metrics.csv"), content);

        assertThatThrownBy(() -> MetricsCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("line 1", message);
    }
}
