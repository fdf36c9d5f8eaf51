package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistSearchOptionsTest {

    @TempDir
    Path out;

    @ParameterizedTest
    @CsvSource({
        "--candidates=0,                2, '--candidates must be at least 1, got 0'",
        "--minutes=0,                   2, '--minutes must be greater than 0, got 0.0'",
        "--minutes=NaN,                 2, '--minutes must be greater than 0, got NaN'",
        "--grid-steps=1,                2, '--grid-steps must be at least 2, got 1'",
        "--width=0,                     2, '--width must be at least 1, got 0'",
        "'--width=16,-3',               2, '--width must be at least 1, got -3'",
        "--width=,                      2, --width",
        "--depth=0,                     2, '--depth must be at least 1, got 0'",
        "--learning-rate=3,             2, '--learning-rate needs two numbers'",
        "'--learning-rate=1,-1',        2, '--learning-rate must be 0 < MIN <= MAX, got 1.0 and -1.0'",
        "'--learning-rate=1e-3,NaN',    2, '--learning-rate must be 0 < MIN <= MAX, got 0.001 and NaN'",
        "--decay=-1,                    2, '--decay must be greater than 0, got -1.0'",
        "--decay=0,                     2, '--decay must be greater than 0, got 0.0'",
        "--input-drop-rate=-.1,         2, '--input-drop-rate must be in [0, 1), got -0.1'",
        "'--hidden-drop-rate=0,1',      2, '--hidden-drop-rate must be in [0, 1), got 1.0'",
        "--kernel-rate-multiplier=0,    2, '--kernel-rate-multiplier must be greater than 0, got 0.0'",
        "--generator=nonsense,          2, --generator",
        "--kernel-quantizer=nonsense,   2, nonsense",
        "--loss=nonsense,               2, --loss",
        "--train-images=60001,          2, --train-images",
        "--train-images=2147483647,     2, --train-images",
        "--train-images=0,              2, --train-images",
        "--validation-images=0,         2, --validation-images",
        "--validation-images=-2147483648, 2, --validation-images",
        "--batch-size=1,                2, --batch-size",
        "--seed=0,                      2, '--seed must not be 0'",
        "--epochs=0,                    2, '--epochs must be at least 1, got 0'",
        "--data=/no/such/place,         1, /no/such/place"
    })
    void whatCannotBeIsAnsweredInOneLine(String option, int exitCode, String message) {
        Cli run = Cli.run("mnist", "search", "--out", out, option);

        assertThat(run.err()).singleElement().asString().contains(message);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(out).isEmptyDirectory();
    }
}
