package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochMetrics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was stopped from outside, in a process of its own, and continued in another. */
class MnistResumeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path data;

    @TempDir
    static Path unbroken;

    @TempDir
    Path out;

    private static List<String> arguments(Path out) {
        return List.of(
                "mnist",
                "train",
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--hidden-units",
                "96",
                "--hidden-layers",
                "2",
                "--epochs",
                "8",
                "--validation-images",
                "500",
                "--hidden-drop-rate",
                ".3",
                "--kernel-quantizer=stochastic",
                "--recalibration-images",
                "200");
    }

    @BeforeAll
    static void trainUnbroken() throws IOException {
        MnistSlice.write(data, 2500, 100);
        assertThat(Cli.run(arguments(unbroken).toArray()).exitCode()).isZero();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path").replace("test-classes", "no-test-classes"),
                "io.github.bnn4j.cli.BnnPrograms"));
        command.addAll(arguments(out));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log())
                .start();
    }

    private File log() {
        return out.resolve("log.txt").toFile();
    }

    /** Waits until two epochs are on disk, so that there is something to lose. */
    private void awaitTwoEpochs(Process process) throws IOException, InterruptedException {
        Path metrics = out.resolve("metrics.csv");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 1 + 2) {
            assertThat(process.isAlive())
                    .withFailMessage(() -> "ended by itself: " + logText())
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private String logText() {
        try {
            return Files.readString(log().toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumedRunEqualsUnbrokenOne(boolean killed) throws Exception {
        Process process = start();
        awaitTwoEpochs(process);
        if (killed) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Path checkpoint = out.resolve("checkpoint.zip");
        int done = Checkpoint.read(checkpoint).state().epochsDone();
        assertThat(done).isBetween(1, 7);
        if (!killed) {
            assertThat(logText())
                    .contains("Stopped.", checkpoint.toString(), "--resume --out " + out + " --data " + data);
        }

        Cli resumed = Cli.run("mnist", "train", "--data", data, "--out", out, "--resume");

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        Checkpoint broken = Checkpoint.read(checkpoint);
        Checkpoint whole = Checkpoint.read(unbroken.resolve("checkpoint.zip"));
        assertThat(broken.network().params()).isEqualTo(whole.network().params());
        assertThat(broken.network().updaterState()).isEqualTo(whole.network().updaterState());
        assertThat(broken.state().history())
                .extracting(EpochMetrics::loss)
                .isEqualTo(
                        whole.state().history().stream().map(EpochMetrics::loss).toList());
        assertThat(broken.state().flipRatios())
                .isNotEmpty()
                .isEqualTo(whole.state().flipRatios());
        assertThat(out.resolve("flip-ratio.csv")).hasSameTextualContentAs(unbroken.resolve("flip-ratio.csv"));
        assertThat(Files.readAllBytes(out.resolve("model.zip"))).isNotEmpty();
    }

    @Test
    void refusesOtherHyperparameters() throws IOException {
        Files.copy(unbroken.resolve("checkpoint.zip"), out.resolve("checkpoint.zip"));

        Cli run = Cli.run("mnist", "train", "--data", data, "--out", out, "--resume", "--epochs", 9);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("epochs from 8 to 9");
    }

    /** As many images, of the same size: only what they are tells them apart. */
    @Test
    void refusesOtherImages(@TempDir Path others) throws IOException {
        MnistSlice.writeWithOtherLabels(others, 2500, 100);
        Files.copy(unbroken.resolve("checkpoint.zip"), out.resolve("checkpoint.zip"));

        Cli run = Cli.run("mnist", "train", "--data", others, "--out", out, "--resume");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("checkpoint.zip", "other images", "--data");
        Cli without = Cli.run("mnist", "train", "--out", out, "--resume");
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).singleElement().asString().contains("other images");
    }

    @Test
    void refusesADamagedCheckpoint() throws IOException {
        byte[] whole = Files.readAllBytes(unbroken.resolve("checkpoint.zip"));
        Files.write(out.resolve("checkpoint.zip"), Arrays.copyOf(whole, whole.length / 2));

        Cli run = Cli.run("mnist", "train", "--data", data, "--out", out, "--resume");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("checkpoint.zip is not a readable checkpoint");
    }
}
