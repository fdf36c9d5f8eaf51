package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistConvNetTest {

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @BeforeAll
    static void slice() throws IOException {
        MnistSlice.write(data, 1100, 300);
    }

    @Trains
    @Test
    void learns(@TempDir Path easy) throws IOException {
        MnistSlice.writeMadeUp(easy, 500, 100);

        Cli run = train(
                easy, "--convolutions=8C3-P2-16C3-P2", "--hidden-units=64", "--epochs=2", "--seed=" + Seeds.or(1));

        Learnt.assertErrorBelowHalfOfGuessing(
                "mnist train --preset conv", Double.parseDouble(run.lastLine().split(" ")[2]), 10);
    }

    @Test
    void isSmallWhenPacked() throws IOException {
        train(data, "--epochs=1");

        assertThat(Files.size(out.resolve("model.bnn"))).isLessThan(100_000);
        Cli packed = Cli.run(
                "predict",
                out.resolve("model.bnn"),
                "--images",
                data.resolve("t10k-images-idx3-ubyte"),
                "--labels",
                data.resolve("t10k-labels-idx1-ubyte"));
        assertThat(packed.lastLine()).contains("error ", "of 300");
    }

    private Cli train(Path data, String... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("mnist", "train", "--preset=conv", "--data=" + data, "--out=" + out));
        arguments.addAll(List.of("--batch-size=50", "--validation-images=100", "--recalibration-images=200"));
        arguments.addAll(List.of(more));
        Cli run = Cli.run(arguments.toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run;
    }

    @Test
    void twoPresetsAreRefused() {
        Cli run = Cli.run("mnist", "train", "--preset=conv", "--preset=paper", "--data", data, "--out", out);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--preset");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void itsFloatTwinIsTrainedAndPacked() throws IOException {
        Cli run = Cli.run(
                "mnist",
                "train",
                "--preset=conv",
                "--float",
                "--convolutions=4C3-P2-4C3-P2",
                "--hidden-units=8",
                "--data",
                data,
                "--out",
                out,
                "--epochs=1",
                "--batch-size=100",
                "--validation-images=100");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .anyMatch(line -> line.matches("packed .* predicts ([\\d,]+) of \\1 test images as the model does"));
        assertThat(run.lastLine()).startsWith("test error: ");
        assertThat(out.resolve("model.bnn")).isRegularFile();
    }

    @Test
    void isNotCompared() {
        Cli run = Cli.run("mnist", "compare", "--convolutions=8C3-P2", "--data", data, "--out", out);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("leave out --convolutions");
    }
}
