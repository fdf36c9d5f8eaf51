package io.github.bnn4j.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.classifier.TrainCommand;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.BnnSpark;
import io.github.bnn4j.spark.SparkCli;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code train}: what training in one process does, by Spark. */
class SparkTrainingTest {

    /** Of the 60,000 images, 2,000 to train on. */
    private static final List<String> SMALL = List.of(
            "--hidden-units 64 --hidden-layers 1 --batch-size 50 --validation-images 58000 --recalibration-images 2000"
                    .split(" "));

    @TempDir
    Path directory;

    private RunDirectory run(String name) {
        return new RunDirectory(directory.resolve(name));
    }

    private Object[] arguments(String command, String name, String... more) {
        List<Object> arguments = new ArrayList<>();
        if (!command.isEmpty()) {
            arguments.add(command);
        }
        arguments.addAll(SMALL);
        arguments.addAll(List.of("--out", run(name).path().toString()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray();
    }

    /** Guessing errs on 90 %. With one worker it is the same network to the bit, says another test. */
    @Tag("training")
    @Test
    void learnsAsTrainingInOneProcessDoesAndPacksWhatItTrained() throws IOException {
        String seed = System.getProperty("bnn4j.test.seed", "1");
        SparkCli answer = SparkCli.run(
                arguments("train", "spark", "--epochs", "6", "--averaging-frequency", "5", "--seed", seed));
        int local = CommandLines.of(new TrainCommand(Datasets.MNIST))
                .execute(Stream.of(arguments("", "local", "--epochs", "6", "--seed", seed))
                        .map(Object::toString)
                        .toArray(String[]::new));

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(local).isZero();
        assertThat(best(run("spark"))).isLessThan(45);
        assertThat(best(run("local"))).isLessThan(45);
        assertThat(PackedNetwork.load(run("spark").packed()).outputs()).isEqualTo(10);
        assertThat(answer.out().get(answer.out().size() - 1)).startsWith("test error: ");
        assertThat(Files.readAllLines(run("spark").metrics())).hasSize(7);
        assertThat(run("spark").learningCurves()).exists();
    }

    private static double best(RunDirectory run) throws IOException {
        return Checkpoint.readState(run.checkpoint()).best().validationError();
    }

    @Test
    void aMasterThatIsKilledDuringAnEpochGoesOnFromItsCheckpoint() throws Exception {
        String[] more = {"--epochs", "3", "--input-drop-rate", ".2", "--averaging-frequency", "2"};
        killAfterFirstCheckpoint(arguments("train", "killed", more), run("killed"));
        int done = Checkpoint.readState(run("killed").checkpoint()).epochsDone();
        assertThat(done).isBetween(1, 2);

        SparkCli resumed = SparkCli.run(arguments("train", "killed", "--resume", "--averaging-frequency", "2"));
        SparkCli unbroken = SparkCli.run(arguments("train", "unbroken", more));

        assertThat(resumed.err()).isEmpty();
        assertThat(unbroken.err()).isEmpty();
        Checkpoint expected = Checkpoint.read(run("unbroken").checkpoint());
        Checkpoint actual = Checkpoint.read(run("killed").checkpoint());
        assertThat(actual.state().epochsDone()).isEqualTo(3);
        assertThat(actual.network().params()).isEqualTo(expected.network().params());
        assertThat(actual.network().updaterState()).isEqualTo(expected.network().updaterState());
        assertThat(Files.mismatch(run("killed").packed(), run("unbroken").packed()))
                .isEqualTo(-1);
    }

    private void killAfterFirstCheckpoint(Object[] arguments, RunDirectory run) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BnnSpark.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
        while (!Files.exists(run.checkpoint())) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .withFailMessage(() -> "no " + run.checkpoint())
                    .isTrue();
            Thread.sleep(10);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void trainsTheConvolutionsOnPicturesInFolders() throws IOException {
        Random random = new Random(1);
        for (String folder : List.of("train/dark", "train/light", "test/dark", "test/light")) {
            Path to = Files.createDirectories(directory.resolve("pictures").resolve(folder));
            for (int i = 0; i < 12; i++) {
                BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
                int shade = folder.endsWith("dark") ? 0 : 150;
                for (int pixel = 0; pixel < 1024; pixel++) {
                    picture.setRGB(pixel % 32, pixel / 32, (shade + random.nextInt(100)) * 0x10101);
                }
                ImageIO.write(picture, "png", to.resolve(i + ".png").toFile());
            }
        }

        SparkCli answer = SparkCli.run(
                "train",
                "--data",
                directory.resolve("pictures"),
                "--out",
                run("pictures").path(),
                "--convolutions",
                "4C3-P2-4C3-P2",
                "--hidden-units",
                "8",
                "--hidden-layers",
                "1",
                "--epochs",
                "2",
                "--batch-size",
                "4",
                "--validation-images",
                "8",
                "--averaging-frequency",
                "1");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(PackedNetwork.load(run("pictures").packed()).labels()).containsExactly("dark", "light");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(SparkCli.run("train", "--workers", "0").err())
                .containsExactly("error: --workers must be at least 1, got 0 (try --help)");
        assertThat(SparkCli.run("train", "--averaging-frequency", "0").err())
                .containsExactly("error: --averaging-frequency must be at least 1, got 0 (try --help)");
        assertThat(SparkCli.run("train", "--updater", "bop").err())
                .singleElement()
                .asString()
                .startsWith("error: --updater bop keeps weights of one bit in training, which cannot be averaged");
    }
}
