package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cifar10Slice;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residual networks by the programs: from training to the packed file. That they learn, ResidualNetworksTest holds. */
class ResidualTrainingTest {

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @BeforeAll
    static void write() throws IOException {
        Cifar10Slice.writeBatches(data, 10);
    }

    private static Cli train(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "cifar10",
                "train",
                "--out=" + out,
                "--data=" + data,
                "--width-multiplier=0.25",
                "--epochs=1",
                "--batch-size=10",
                "--no-flip",
                "--shift=0",
                "--validation-images=10",
                "--recalibration-images=10"));
        for (String option : more) {
            arguments.removeIf(before -> before.startsWith(option.split("=")[0] + "="));
            arguments.add(option);
        }
        return Cli.run(arguments.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bireal20", "react20", "quicknet"})
    void isTrainedPackedAndEvaluated(String net) throws IOException {
        Cli run = train(out, "--net=" + net);

        assertThat(run.err()).isEmpty();
        assertThat(run.lastLine()).matches("test error: \\d+\\.\\d\\d %");
        assertThat(run.out()).anyMatch(line -> line.matches("packed .* predicts [\\d,]+ of [\\d,]+ test images .*"));
        assertThat(out.resolve("flip-ratio.png")).isRegularFile();
        assertThat(out.resolve("kernels.png")).isRegularFile();
        PackedNetwork packed = PackedNetwork.load(out.resolve("model.bnn"));
        assertThat(packed.content().wiring().isChain()).isFalse();
        assertThat(packed.metadata().get("recipe")).contains("\"net\":\"" + net + "\"");
        for (String model : List.of("model.zip", "model.bnn")) {
            Cli evaluation = Cli.run("cifar10", "evaluate", "--data", data, "--model", out.resolve(model));
            assertThat(evaluation.err()).isEmpty();
            assertThat(evaluation.lastLine()).matches("test error: \\d+\\.\\d\\d %");
        }
    }

    @Test
    void itsFloatTwinToo() {
        Cli run = train(out, "--net=bireal20", "--float");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).anyMatch(line -> line.startsWith("packed "));
    }

    @Test
    void aRunThatGoesOnIsTheSame(@TempDir Path unbroken) throws IOException {
        // Of a constant rate, so that it can be made longer.
        String[] constant = {"--net=bireal20", "--learning-rate=.001", "--final-learning-rate=.001"};
        assertThat(train(out, constant).exitCode()).isZero();
        assertThat(train(out, "--resume", "--net=bireal20", "--epochs=2").err()).isEmpty();
        assertThat(train(unbroken, "--net=bireal20", "--learning-rate=.001", "--final-learning-rate=.001", "--epochs=2")
                        .exitCode())
                .isZero();

        Checkpoint one = Checkpoint.read(out.resolve("checkpoint.zip"));
        Checkpoint two = Checkpoint.read(unbroken.resolve("checkpoint.zip"));
        assertThat(one.state().epochsDone()).isEqualTo(2);
        assertThat(one.network().params()).isEqualTo(two.network().params());
        assertThat(one.network().updaterState()).isEqualTo(two.network().updaterState());
    }

    /** They would be ignored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--convolutions=8C3",
                "--hidden-units=7",
                "--scaled-dropout",
                "--normalization-decay=.5",
                "--kernel-quantizer=approx"
            })
    void optionsOfChainsAreRefused(String option) {
        Cli run = train(out, "--net=react20", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains("--net react20 has no " + option.replaceAll("=.*", ""));
    }

    @Test
    void helpShowsNoValuesOfThem() {
        List<String> rows = Cli.run("cifar10", "train", "--help").out();

        assertThat(row(rows, "--kernel-quantizer")).endsWith("ste         -         -         -");
        assertThat(row(rows, "--hidden-units")).endsWith("1024         -         -         -");
        assertThat(row(rows, "--width-multiplier")).endsWith("1.0       1.0       1.0       1.0");
    }

    private static String row(List<String> rows, String option) {
        return rows.stream()
                .filter(row -> row.startsWith("  " + option + "  "))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
