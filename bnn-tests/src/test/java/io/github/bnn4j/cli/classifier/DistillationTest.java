package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cifar10Slice;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --teacher}, and what else trains on answers between the classes. */
class DistillationTest {

    @TempDir
    static Path data;

    @TempDir
    static Path teacher;

    @TempDir
    Path out;

    private static Cli train(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "mnist",
                "train",
                "--data=" + data,
                "--out=" + out,
                "--validation-images=20",
                "--recalibration-images=20",
                "--batch-size=20",
                "--epochs=2"));
        arguments.addAll(Arrays.asList(more));
        return Cli.run(arguments.toArray());
    }

    @BeforeAll
    static void trainTeacher() throws IOException {
        MnistSlice.writeMadeUp(data, 120, 20);
        assertThat(train(teacher, "--float", "--hidden-units=16").err()).isEmpty();
    }

    private static String taught() {
        return "--teacher=" + teacher.resolve("model.zip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--loss=softmax --hidden-units=16",
                "--float --hidden-units=16",
                "--net=bireal20 --width-multiplier=.25"
            })
    void changesWhatIsLearnt(String student, @TempDir Path alone) throws IOException {
        String[] options = student.split(" ");
        assertThat(train(alone, options).err()).isEmpty();
        String[] more = Arrays.copyOf(options, options.length + 2);
        more[options.length] = taught();
        more[options.length + 1] = "--teacher-weight=.9";
        Cli run = train(out, more);
        assertThat(run.err()).isEmpty();
        assertThat(run.lastLine()).startsWith("test error");
        assertThat(params(out)).isNotEqualTo(params(alone));
    }

    private static Object params(Path directory) throws IOException {
        return Checkpoint.read(directory.resolve("checkpoint.zip")).network().params();
    }

    @ParameterizedTest
    @CsvSource({"--teacher=nowhere.zip, --teacher", "--label-smoothing=.1, --label-smoothing", "--mixup=.2, --mixup"})
    void needsSoftmax(String option, String name) {
        Cli run = train(out, option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains(name + " needs --loss softmax", "got --loss hinge");
    }

    @ParameterizedTest
    @CsvSource({
        "--teacher-weight=1.1, '--teacher-weight must be in [0, 1], got 1.1'",
        "--temperature=0, '--temperature must be greater than 0, got 0.0'",
        "--label-smoothing=1, '--label-smoothing must be in [0, 1), got 1.0'",
        "--mixup=-1, '--mixup must be in [0, 1], got -1.0'",
        "--shift=-1, '--shift must be at least 0, got -1'",
        "--shift=29, '--shift 29 is more than the 28 pixels'",
        "--shift=2147483647, '--shift 2147483647 is more than the 28 pixels'",
        "--cutout=-1, '--cutout must be at least 0, got -1'",
        "--cutout=29, '--cutout 29 is more than the 28 pixels'"
    })
    void refusesWhatCannotBe(String option, String message) {
        Cli run = train(out, "--loss=softmax", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains(message);
    }

    @Test
    void aTeacherThatIsNotThereIsNamed() {
        Cli run = train(out, "--loss=softmax", "--teacher=" + out.resolve("nowhere.zip"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(out.resolve("nowhere.zip").toString());
    }

    @Test
    void aTeacherOfOtherImagesIsRefused(@TempDir Path colours) throws IOException {
        Cifar10Slice.writeBatches(colours, 10);
        Cli run = Cli.run(
                "cifar10",
                "train",
                "--data",
                colours,
                "--out",
                out,
                "--loss=softmax",
                taught(),
                "--validation-images=0");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("784", "3 x 32 x 32");
    }

    @Test
    void aResumedRunKeepsItsTeacher(@TempDir Path other) throws IOException {
        Path file = Files.copy(teacher.resolve("model.zip"), other.resolve("teacher.zip"));
        assertThat(train(out, "--loss=softmax", "--hidden-units=16", "--teacher=" + file)
                        .err())
                .isEmpty();
        assertThat(train(other, "--float", "--hidden-units=16", "--seed=2").err())
                .isEmpty();
        Files.copy(other.resolve("model.zip"), file, StandardCopyOption.REPLACE_EXISTING);

        Cli run = Cli.run("mnist", "train", "--data", data, "--out", out, "--resume");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains(file + " is not the network that");
    }
}
