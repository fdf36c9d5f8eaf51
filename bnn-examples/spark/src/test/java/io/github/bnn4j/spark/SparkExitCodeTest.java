package io.github.bnn4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong arguments are 2, before anything is read or Spark begins; what fails with right ones is 1. */
class SparkExitCodeTest {

    @ParameterizedTest
    @CsvSource({
        "train --workers 0,                              2, --workers must be at least 1",
        "train --workers=-1,                             2, --workers must be at least 1",
        "train --averaging-frequency 0,                  2, --averaging-frequency must be at least 1",
        "train --epochs 0,                               2, --epochs must be at least 1",
        "train --updater bop,                            2, --updater bop",
        "train --warm-up 1,                              2, --warm-up",
        "train --real-kernels-for 1,                     2, --real-kernels-for",
        "train --loss softmax --mixup .2,                2, --mixup",
        "train --other,                                  2, --other",
        "images --output x --files 0,                    2, --files must be at least 1",
        "images,                                         2, --output",
        "bench --model nowhere.bnn --rows 0,             2, --rows must be from 1",
        "bench --model nowhere.bnn --rounds 0,           2, --rounds must be at least 1",
        "bench --model nowhere.bnn --cores 0,            2, --cores must be at least 1",
        "predict --model nowhere.bnn,                    2, --input",
        "train --data nowhere --out nowhere,             1, nowhere",
        "images --output x --data nowhere,               1, nowhere",
        "bench --model nowhere.bnn,                      1, nowhere.bnn",
        "predict --model nowhere.bnn --input x --output y, 1, nowhere.bnn"
    })
    void wrongArgumentsAreTwoAndFailuresOne(String arguments, int exitCode, String message) {
        SparkCli run = SparkCli.run((Object[]) arguments.split(" "));
        assertThat(run.err()).anyMatch(line -> line.startsWith("error: ") && line.contains(message));
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        SparkCli run = SparkCli.run();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().get(0)).isEqualTo("error: a command is missing");
        assertThat(run.err())
                .anyMatch(line -> line.matches(" +train .*"))
                .anyMatch(line -> line.matches(" +predict .*"))
                .anyMatch(line -> line.matches(" +images .*"))
                .anyMatch(line -> line.matches(" +bench .*"));
    }
}
