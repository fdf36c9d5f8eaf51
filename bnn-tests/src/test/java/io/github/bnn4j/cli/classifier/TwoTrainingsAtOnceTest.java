package io.github.bnn4j.cli.classifier;

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
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program writes into its output directory; another one, a process of its own, wants to. */
class TwoTrainingsAtOnceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path data;

    @TempDir
    Path directory;

    private Path out;

    @BeforeEach
    void writeData() throws IOException {
        MnistSlice.writeMadeUp(data, 600, 50);
        out = directory.resolve("out");
    }

    private Process start(String command, Path awaited) throws IOException, InterruptedException {
        Process process = StoppedProgram.start(
                List.of((command + " --data " + data + " --out " + out).split(" ")), directory.resolve("log.txt"));
        StoppedProgram.await(process, awaited, PATIENCE);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void isRefused(Process process, Path inUse, String command, Path out) {
        Cli second = Cli.run((Object[]) (command + " --data " + data + " --out " + out).split(" "));
        assertThat(process.isAlive()).isTrue();
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err())
                .singleElement()
                .asString()
                .startsWith("error: " + inUse + ": in use by process " + process.pid());
    }

    @Test
    void theSecondTrainingIsRefusedWhileTheFirstLivesAndGoesOnWhenThatIsKilled() throws Exception {
        Process first = start(
                "mnist train --hidden-units 24 --hidden-layers 1 --validation-images 100 --learning-rate .01 "
                        + "--final-learning-rate .01 --epochs 100000",
                out.resolve("checkpoint.zip"));
        Path left;
        try {
            isRefused(first, out, "mnist train --resume", out);
            isRefused(first, out, "mnist train --overwrite", out);
            isRefused(first, out, "mnist search --candidates 1 --train-images 500 --validation-images 100", out);
            left = Files.createFile(out.resolve("." + UUID.randomUUID() + ".tmp"));
        } finally {
            kill(first);
        }
        int done = Checkpoint.readState(out.resolve("checkpoint.zip")).epochsDone();

        Cli resumed = Cli.run("mnist", "train", "--data", data, "--out", out, "--resume", "--epochs", done + 1);

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        assertThat(left).doesNotExist();
    }

    @Test
    void aComparisonHasTheDirectoriesOfItsTrainingsToo() throws Exception {
        Process first = start(
                "mnist compare --batches 1 --hidden-units 24 --hidden-layers 1 --validation-images 100 --epochs 100000",
                out.resolve("binary/metrics.csv"));
        try {
            isRefused(first, out, "mnist compare --batches 1 --overwrite", out);
            isRefused(first, out.resolve("binary"), "mnist train --resume", out.resolve("binary"));
            isRefused(first, out.resolve("float"), "mnist train --overwrite", out.resolve("float"));
        } finally {
            kill(first);
        }
    }

    @Test
    void aSearchIsAloneToo() throws Exception {
        String search = "mnist search --candidates 3 --width 16 --depth 1 --train-images 400 --validation-images 100 ";
        Process first = start(search + "--epochs 100000", out.resolve("search.json"));
        Path left;
        try {
            isRefused(first, out, search + "--epochs 100000 --resume", out);
            left = Files.createFile(out.resolve("candidates").resolve("." + UUID.randomUUID() + ".tmp"));
        } finally {
            kill(first);
        }

        Cli other = Cli.run((Object[]) (search + "--epochs 1 --resume --data " + data + " --out " + out).split(" "));

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).singleElement().asString().contains("is another one");
        assertThat(left).doesNotExist();
    }
}
