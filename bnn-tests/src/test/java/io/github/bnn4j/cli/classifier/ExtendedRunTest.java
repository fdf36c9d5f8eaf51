package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --resume --epochs}: a run gets another end where this would have made no difference to its epochs so far. */
class ExtendedRunTest {

    @TempDir
    static Path data;

    @TempDir
    static Path finished;

    @TempDir
    Path out;

    private static Cli train(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("mnist", "train", "--data", data.toString(), "--out"));
        arguments.add(out.toString());
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private static Cli begin(Path out, int epochs, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(("--hidden-units 24 --hidden-layers 2 --validation-images 200 --recalibration-images 100 "
                                + "--batch-size 50 --hidden-drop-rate .3 --learning-rate .01 --epochs " + epochs)
                        .split(" ")));
        arguments.addAll(List.of(more));
        return train(out, arguments.toArray(String[]::new));
    }

    @BeforeAll
    static void trainTwoEpochs() throws IOException {
        MnistSlice.writeMadeUp(data, 600, 50);
        assertThat(begin(finished, 2, "--final-learning-rate=.01").exitCode()).isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of("checkpoint.zip", "model.zip")) {
            Files.copy(finished.resolve(name), out.resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--updater=adam", "--updater=bop", "--decay-by=step", "--kernel-quantizer=stochastic"})
    void anExtendedRunEqualsOneThatWasAsLongFromTheBeginning(String setting, @TempDir Path other) throws IOException {
        Path unbroken = other.resolve("unbroken");
        Path extended = other.resolve("extended");
        assertThat(begin(unbroken, 4, "--final-learning-rate=.01", setting).exitCode())
                .isZero();
        assertThat(begin(extended, 2, "--final-learning-rate=.01", setting).exitCode())
                .isZero();

        Cli run = train(extended, "--resume", "--epochs=4");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        Checkpoint one = Checkpoint.read(extended.resolve("checkpoint.zip"));
        Checkpoint two = Checkpoint.read(unbroken.resolve("checkpoint.zip"));
        assertThat(one.network().params()).isEqualTo(two.network().params());
        assertThat(one.network().updaterState()).isEqualTo(two.network().updaterState());
        assertThat(one.state().hyperparameters()).isEqualTo(two.state().hyperparameters());
        assertThat(one.state().flipRatios()).isEqualTo(two.state().flipRatios());
        assertThat(one.state().history())
                .hasSize(4)
                .extracting(EpochMetrics::loss)
                .isEqualTo(
                        two.state().history().stream().map(EpochMetrics::loss).toList());
        assertThat(run.lastLine()).isEqualTo(train(unbroken, "--resume").lastLine());
    }

    @Test
    void epochsThatAreDoneStayDone() {
        Cli run = train(out, "--resume", "--epochs=1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("--epochs must be at least 2", "got 1");
    }

    @Test
    void nothingElseIsChangedBeside() {
        Cli run = train(out, "--resume", "--epochs=4", "--batch-size=20");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("batchSize from 50 to 20", "--overwrite");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aLearningRateThatFallsOverAllEpochsIsTheReasonNotTo(int epochs, @TempDir Path other) {
        assertThat(begin(other, 2).exitCode()).isZero();
        Cli run = train(other, "--resume", "--epochs=" + epochs);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(
                        "epochs from 2 to " + epochs,
                        "learning rate falls from 0.01 to 1.0E-4 over all epochs",
                        "--overwrite",
                        "--final-learning-rate");
    }

    @Test
    void theLastEpochsOfAnAverageAreTheReasonNotTo(@TempDir Path other) {
        assertThat(begin(other, 2, "--final-learning-rate=.01", "--average-last=1")
                        .exitCode())
                .isZero();
        Cli run = train(other, "--resume", "--epochs=3");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains("epochs from 2 to 3", "the last 1 are averaged", "without --average-last");
    }

    @Test
    void withoutItsModelARunIsNotContinued() throws IOException {
        Files.delete(out.resolve("model.zip"));
        Cli run = train(out, "--resume", "--epochs=4");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(out.resolve("model.zip").toString(), "--overwrite");
    }

    @Test
    void imagesOfAnotherSizeAreOtherImages(@TempDir Path small) throws IOException {
        for (String part : List.of("train", "t10k")) {
            Files.write(
                    small.resolve(part + "-images-idx3-ubyte"),
                    new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 9, 8, 7, 6});
            Files.write(small.resolve(part + "-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
        }
        Cli run = Cli.run("mnist", "train", "--data", small, "--out", out, "--resume");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("checkpoint.zip", "other images", "--data");
    }
}
