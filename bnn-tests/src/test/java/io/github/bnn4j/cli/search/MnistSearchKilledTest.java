package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.StoppedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that was stopped from outside, in a process of its own, and continued in another. */
class MnistSearchKilledTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path data;

    @TempDir
    static Path unbroken;

    @TempDir
    Path out;

    @TempDir
    Path logs;

    private static List<String> arguments(Path out) {
        return List.of(("mnist search --candidates 6 --width 64,96 --depth 1,2 --epochs 6 --train-images 1000 "
                        + "--validation-images 300 --kernel-quantizer stochastic --data " + data + " --out " + out)
                .split(" "));
    }

    @BeforeAll
    static void searchUnbroken() throws IOException {
        MnistSlice.write(data, 1300, 50);
        assertThat(Cli.run(arguments(unbroken).toArray()).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumedSearchEqualsUnbrokenOne(boolean killed) throws Exception {
        Path log = logs.resolve("log.txt");
        StoppedProgram.run(arguments(out), out.resolve("candidates").resolve("00001.json"), killed, log, PATIENCE);
        assertThat(out.resolve("candidates").resolve("00005.json")).doesNotExist();
        if (!killed) {
            assertThat(Files.readString(log)).contains("Stopped.", "--resume", out.toString());
        }
        List<String> again = new ArrayList<>(arguments(out));
        again.add("--resume");

        Cli resumed = Cli.run(again.toArray());

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        assertThat(MnistSearchCsv.withoutSeconds(out)).isEqualTo(MnistSearchCsv.withoutSeconds(unbroken));
    }
}
