package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Widths that no machine has memory for. */
class MnistSearchFailureTest {

    @TempDir
    Path data;

    @TempDir
    Path out;

    @BeforeEach
    void slice() throws IOException {
        MnistSlice.write(data, 200, 10);
    }

    private Cli search(String widths, Object candidates, Object... more) {
        List<Object> all = new java.util.ArrayList<>(List.of(
                "mnist", "search", "--data", data, "--out", out, "--width", widths, "--candidates", candidates));
        all.addAll(List.of("--depth", 1, "--epochs", 1, "--train-images", 100, "--validation-images", 100));
        all.addAll(List.of("--learning-rate", "1e-2,1e-2", "--input-drop-rate", 0, "--hidden-drop-rate", 0));
        all.addAll(List.of("--kernel-rate-multiplier", 1, "--loss", "HINGE", "--generator", "grid"));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    @Test
    void failuresAreShownAndTheOthersGoOn() throws IOException {
        Cli run = search("2147483647,16", 2);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .filteredOn(line -> line.startsWith("candidate 0 FAILED: "))
                .hasSize(1);
        assertThat(run.out()).contains("1 of 2 candidates failed: see candidates.csv");
        assertThat(run.lastLine()).startsWith("test error: ");
        assertThat(Files.readString(out.resolve("candidates.csv"))).contains("\n0,,", ",2147483647,");
    }

    @Test
    void allFailingIsAnErrorOfTheCommand() {
        Cli run = search("2147483647,2147483646", 2);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lastLine()).isEqualTo("No candidate succeeded");
        assertThat(out.resolve("best-model.zip")).doesNotExist();
    }

    @Test
    void aDamagedRecordIsAnsweredInOneLine() throws IOException {
        assertThat(search("16,17", 1).exitCode()).isZero();
        Files.writeString(out.resolve("candidates").resolve("00000.json"), "{");

        Cli run = search("16,17", 2, "--resume");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("00000.json");
    }
}
