package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --updater} and {@code --normalization}. */
class MnistUpdaterTest {

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @BeforeAll
    static void slice() throws IOException {
        MnistSlice.writeMadeUp(data, 500, 200);
    }

    private Cli train(String... options) {
        String[] all = new String[options.length + 9];
        String[] small = {
            "mnist",
            "train",
            "--data=" + data,
            "--out=" + out,
            "--hidden-units=64",
            "--hidden-layers=1",
            "--validation-images=100",
            "--recalibration-images=200",
            "--seed=" + Seeds.or(3)
        };
        System.arraycopy(small, 0, all, 0, 9);
        System.arraycopy(options, 0, all, 9, options.length);
        return Cli.run((Object[]) all);
    }

    @Trains
    @ParameterizedTest
    @CsvSource({"shift-adamax, batch", "bop, batch", "adam, shift", "SHIFT_ADAMAX, SHIFT"})
    void learns(String updater, String normalization) {
        Cli cli = train("--epochs=2", "--batch-size=25", "--updater=" + updater, "--normalization=" + normalization);
        assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
        Learnt.assertErrorBelowHalfOfGuessing(
                "mnist train --updater " + updater + " --normalization " + normalization,
                Double.parseDouble(cli.lastLine().replaceAll("[^0-9.]", "")),
                10);
    }

    @ParameterizedTest
    @CsvSource({"--updater=bop, --updater", "--normalization=shift, --normalization"})
    void areRefusedForTheFloatTwin(String option, String named) {
        Cli cli = train("--float", option);
        assertThat(cli.exitCode()).isNotZero();
        assertThat(cli.err()).singleElement().satisfies(line -> assertThat(line).contains("--float", named));
    }

    @Test
    void aGammaOfMoreThanOneIsRefused() {
        assertThat(train("--updater=bop", "--learning-rate=2").err())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("--learning-rate", "gamma", "2"));
    }
}
