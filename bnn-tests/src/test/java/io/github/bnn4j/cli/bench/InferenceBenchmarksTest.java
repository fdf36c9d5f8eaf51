package io.github.bnn4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(run.out()).anyMatch(line -> line.matches("kernel [a-z0-9-]+, .*"));
        assertThat(run.out().stream()
                        .filter(line -> line.matches("\\d+ .*"))
                        .map(line -> line.replaceAll("^(\\d+) +(\\d+) .*", "$1 $2")))
                .containsExactly("1 1", "1 2", "3 1", "3 2");
    }

    @Test
    void convolutionTimesLayersAndNetworks() {
        Cli run = Cli.run(
                "bench",
                "convolution",
                "--rounds=1",
                "--seconds=0.01",
                "--batches=1,3",
                "--threads=1,2",
                "--layers=33x5,64x4",
                "--width=4");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().stream()
                        .filter(line -> line.matches("(\\d+x|network ).*"))
                        .map(line -> line.replaceAll("^(\\S+) +(\\d+) +(\\d+) .*", "$1 $2 $3")))
                .containsExactly(
                        "33x5x5 1 1",
                        "33x5x5 3 1",
                        "64x4x4 1 1",
                        "64x4x4 3 1",
                        "network 1 1",
                        "network 1 2",
                        "network 3 1",
                        "network 3 2");
    }

    @Test
    void convolutionRefusesLayersThatAreNoSizes() {
        Cli run = Cli.run("bench", "convolution", "--layers=128");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--layers", "128x32", "got 128");
    }

    @Test
    void badOptionsGetOneLine() {
        Cli run = Cli.run("bench", "packed", "--batches=0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--batches", "[0]");
    }

    @Test
    void kernelsRefusesNoRounds() {
        Cli run = Cli.run("bench", "kernels", "--rounds=0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--rounds");
    }

    /** In JVMs where a kernel is named nothing is measured, so this does not take long. */
    @Test
    void kernelsStartsJvmsAndTellsWhatEachChose() {
        Cli run = Cli.run(
                "bench",
                "kernels",
                "--starts=2",
                "--busy-loops=1",
                "--loss-runs=0",
                "--reference-seconds=.01",
                "--jvm-arg=-Dio.github.bnn4j.packed.xnor=harley-seal");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().stream()
                        .filter(line -> line.matches(" +\\d+ .*"))
                        .map(line -> line.replaceAll("^ +(\\d+) +(\\S+) +(yes|NO) .*", "$1 $2")))
                .containsExactly("1 harley-seal", "2 harley-seal");
        assertThat(run.out())
                .anyMatch(line -> line.matches("[012] of 2 starts chose a kernel that is within 10 % .*"))
                .anyMatch(line -> line.startsWith("first prediction, median: "));
    }

    @Test
    void kernelsSaysWhyAJvmDoesNotStart() {
        Cli run = Cli.run("bench", "kernels", "--starts=1", "--jvm-arg=-XX:NoSuchFlag");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).anyMatch(line -> line.contains("NoSuchFlag"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "1, -1, 0, 1", "1, 0, -1, 1", "1, 0, 0, 0", "1, 0, 0, NaN"})
    void kernelsRefusesStartsOutOfRange(int starts, int busyLoops, int lossRuns, double referenceSeconds) {
        Cli run = Cli.run(
                "bench",
                "kernels",
                "--starts=" + starts,
                "--busy-loops=" + busyLoops,
                "--loss-runs=" + lossRuns,
                "--reference-seconds=" + referenceSeconds);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("must be").contains("got");
    }
}
