package io.github.bnn4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.examples.cli.CommandLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrainingBenchmarkTest {

    @Test
    void printsARowForEachRoundAndTheMedian() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        int exitCode;
        try {
            exitCode = CommandLines.of(new TrainingBenchmark())
                    .execute("--samples=300", "--rounds=2", "--hidden-units=32", "--hidden-layers=1");
        } finally {
            System.setOut(before);
        }

        assertThat(exitCode).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split("\\s+")[0]))
                .containsExactly("784-1x32-10,", "pass", "1", "2", "median");
    }
}
