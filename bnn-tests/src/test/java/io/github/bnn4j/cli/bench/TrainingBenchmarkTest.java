package io.github.bnn4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.cli.Cli;
import org.junit.jupiter.api.Test;

class TrainingBenchmarkTest {

    private static final String[] PARTS = {"GEMM", "XNOR", "bits", "norm", "update", "rest"};

    private static String first(String line) {
        return line.split("\\s+")[0];
    }

    @Test
    void printsARowForEachRoundTheMedianAndTheParts() {
        Cli run =
                Cli.run("bench", "training", "--samples=2000", "--rounds=2", "--hidden-units=64", "--hidden-layers=1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().stream().map(TrainingBenchmarkTest::first))
                .containsExactly(
                        "784-1x64-10,",
                        "kernel",
                        "pass",
                        "1",
                        "2",
                        "median",
                        "",
                        "a",
                        "GEMM",
                        "XNOR",
                        "bits",
                        "norm",
                        "update",
                        "rest",
                        "all");
    }

    /** Part, milliseconds and share of the one network, and of the other; then the milliseconds of both. */
    @Test
    void thePartsMakeUpTheStep() {
        Cli run =
                Cli.run("bench", "training", "--samples=2000", "--rounds=1", "--hidden-units=64", "--hidden-layers=1");

        String[] all = run.lastLine().split("\\s+");
        for (int network = 0; network < 2; network++) {
            double millis = 0;
            double percent = 0;
            for (int i = 0; i < PARTS.length; i++) {
                String[] row =
                        run.out().get(run.out().size() - 1 - PARTS.length + i).split("\\s+");
                assertThat(row).hasSize(5).startsWith(PARTS[i]);
                millis += Double.parseDouble(row[1 + 2 * network]);
                assertThat(row[2 + 2 * network]).endsWith("%");
                percent += Double.parseDouble(row[2 + 2 * network].replace("%", ""));
            }
            assertThat(percent).isBetween(97.0, 103.0);
            assertThat(millis).isCloseTo(Double.parseDouble(all[1 + network]), within(0.35));
        }
    }
}
