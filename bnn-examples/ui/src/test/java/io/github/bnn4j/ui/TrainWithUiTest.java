package io.github.bnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.BnnPrograms;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainWithUiTest {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void anyFreePort() {
        System.setProperty("org.deeplearning4j.ui.port", "0");
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void defaultPort() {
        System.clearProperty("org.deeplearning4j.ui.port");
        System.setOut(before);
    }

    @Test
    void saysWhereToLookAndTrains(@TempDir Path directory) {
        int exitCode = BnnPrograms.commandLine()
                .execute(
                        "mnist",
                        "train",
                        "--ui",
                        "--ui-frequency=10",
                        "--hidden-units=32",
                        "--hidden-layers=1",
                        "--epochs=1",
                        "--validation-images=55000",
                        "--out=" + directory);

        assertThat(exitCode).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .first()
                .asString()
                .matches("Training UI: http://localhost:\\d+");
        assertThat(directory.resolve("model.bnn")).exists();
    }
}
