package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code --average-last}. */
class AverageLastTest {

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @BeforeAll
    static void write() throws IOException {
        MnistSlice.writeMadeUp(data, 200, 20);
    }

    /** Without validation the last model is kept, and without recalibration it is as it was trained. */
    private Cli train(Path out, int epochs, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "mnist",
                "train",
                "--data=" + data,
                "--out=" + out,
                "--validation-images=0",
                "--recalibration-images=0",
                "--batch-size=50",
                "--hidden-units=16",
                "--hidden-layers=1",
                "--learning-rate=.01",
                "--final-learning-rate=.01",
                "--epochs=" + epochs));
        arguments.addAll(Arrays.asList(more));
        return Cli.run(arguments.toArray());
    }

    private static INDArray params(Path file) throws IOException {
        return Checkpoint.reader(List.of()).restoreModel(file, false).params();
    }

    @Test
    void theModelIsTheMeanOfTheLastEpochs(@TempDir Path two, @TempDir Path three) throws IOException {
        assertThat(train(two, 2).err()).isEmpty();
        assertThat(train(three, 3).err()).isEmpty();
        assertThat(train(out, 3, "--average-last=2").err()).isEmpty();

        INDArray last = params(three.resolve("checkpoint.zip"));
        INDArray mean = params(two.resolve("checkpoint.zip")).add(last).muli(.5);
        assertThat(params(out.resolve("model.zip")).toFloatVector())
                .containsExactly(mean.toFloatVector(), within(1e-5f));
        assertThat(params(out.resolve("model.zip"))).isNotEqualTo(last);
        assertThat(params(out.resolve("checkpoint.zip"))).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "--average-last=3, '--average-last must be at most --epochs, which is 2, got 3'",
        "--average-last=-1, '--average-last must be at least 0, got -1'",
        "--average-last=1 --updater=bop, '--average-last averages latent kernels, of which --updater bop has none, got 1'"
    })
    void refusesWhatCannotBe(String options, String message) {
        Cli run = train(out, 2, options.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains(message);
    }
}
