package io.github.bnn4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.examples.Cli;
import org.junit.jupiter.api.Test;

class InferenceBenchmarksTest {

    @Test
    void packedPrintsARowForEachBatchAndCountOfThreads() {
        Cli run = Cli.run(
                "bench",
                "packed",
                "--rounds=1",
                "--seconds=0.01",
                "--batches=1,3",
                "--threads=1,2",
                "--hidden-units=32",
                "--hidden-layers=1");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().stream()
                        .filter(line -> line.matches("\\d+ .*"))
                        .map(line -> line.replaceAll("^(\\d+) +(\\d+) .*", "$1 $2")))
                .containsExactly("1 1", "1 2", "3 1", "3 2");
    }

    @Test
    void badOptionsGetOneLine() {
        Cli run = Cli.run("bench", "packed", "--batches=0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("--batches", "[0]");
    }

    @Test
    void kernelsRefusesNoRounds() {
        Cli run = Cli.run("bench", "kernels", "--rounds=0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("--rounds");
    }
}
