package io.github.bnn4j.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.StoppedProgram;
import io.github.bnn4j.cli.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison that was stopped in its first training, in a process of its own, and continued in another. */
class MnistCompareKilledTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path data;

    @TempDir
    static Path unbroken;

    @TempDir
    Path out;

    @TempDir
    Path logs;

    private static List<String> arguments(Path out, String more) {
        return List.of(("mnist compare --threads 1 --rounds 1 --seconds .001 --batches 1 " + more + " --data " + data
                        + " --out " + out)
                .split(" "));
    }

    private static List<String> arguments(Path out) {
        return arguments(
                out,
                "--hidden-units 96 --hidden-layers 1 --epochs 8 --validation-images 500 --kernel-quantizer=stochastic "
                        + "--recalibration-images 200 --float-learning-rate .02");
    }

    @BeforeAll
    static void compareUnbroken() throws IOException {
        MnistSlice.write(data, 2500, 100);
        assertThat(Cli.run(arguments(unbroken).toArray()).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumedComparisonEqualsUnbrokenOne(boolean killed) throws Exception {
        Path log = logs.resolve("log.txt");
        StoppedProgram.run(arguments(out), out.resolve("binary/metrics.csv"), killed, log, PATIENCE);
        assertThat(out.resolve("float/metrics.csv")).doesNotExist();
        assertThat(out.resolve("comparison.md")).doesNotExist();
        if (!killed) {
            assertThat(Files.readString(log)).contains("Stopped.", "--resume --out " + out);
        }

        Cli resumed = Cli.run(arguments(out, "--resume").toArray());

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        for (String run : List.of("binary/checkpoint.zip", "float/checkpoint.zip")) {
            Checkpoint broken = Checkpoint.read(out.resolve(run));
            Checkpoint whole = Checkpoint.read(unbroken.resolve(run));
            assertThat(broken.state().hyperparameters()).isEqualTo(whole.state().hyperparameters());
            assertThat(broken.network().params()).isEqualTo(whole.network().params());
        }
        assertThat(Files.readString(out.resolve("comparison.md"))).contains("learningRate from 0.01 to 0.02");
    }
}
