package io.github.bnn4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.examples.Cli;
import org.junit.jupiter.api.Test;

class TrainingBenchmarkTest {

    @Test
    void printsARowForEachRoundAndTheMedian() {
        Cli run = Cli.run("bench", "training", "--samples=300", "--rounds=2", "--hidden-units=32", "--hidden-layers=1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().stream().map(line -> line.split("\\s+")[0]))
                .containsExactly("784-1x32-10,", "pass", "1", "2", "median");
    }
}
