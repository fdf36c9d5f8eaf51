package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.LocalEpochs;
import io.github.bnn4j.cli.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine;

/** A training by each of the ways to a lower error that was cut off and went on gives the numbers of an unbroken one. */
class RecipeResumeTest {

    private static final int EPOCHS = 4;
    private static final int CUT = 2;

    @TempDir
    static Path data;

    @TempDir
    static Path teacher;

    @TempDir
    Path unbroken;

    @TempDir
    Path cut;

    @BeforeAll
    static void write() throws IOException {
        MnistSlice.writeMadeUp(data, 300, 50);
        assertThat(train(teacher, options("--float --convolutions=4C3-P2")).err())
                .isEmpty();
    }

    private static List<String> options(String recipe) {
        List<String> options = new ArrayList<>(List.of(
                "--hidden-units=24",
                "--hidden-layers=1",
                "--hidden-drop-rate=.3",
                "--validation-images=50",
                "--recalibration-images=50",
                "--batch-size=50",
                "--epochs=" + EPOCHS));
        options.addAll(Arrays.asList(recipe.split(" ")));
        return options;
    }

    private static Cli train(Path out, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("mnist", "train", "--data=" + data, "--out=" + out));
        arguments.addAll(options);
        return Cli.run(arguments.toArray());
    }

    /** As a power cut leaves it: a checkpoint of the epochs before. */
    private void trainUntilCut(String recipe) throws Exception {
        HyperparameterOptions options = CommandLine.populateCommand(
                new HyperparameterOptions(), options(recipe).toArray(String[]::new));
        ClassifierRun run = new ClassifierRun(
                options.applyTo(Preset.named("quick").hyperparameters()),
                Datasets.read(data),
                new RunDirectory(cut),
                (settings, images) -> (network, epoch, observer) -> {
                    if (epoch == CUT) {
                        throw new IllegalStateException("power cut");
                    }
                    return new LocalEpochs(settings, images).train(network, epoch, observer);
                });
        assertThatThrownBy(() -> run.train(null, () -> "")).hasMessage("power cut");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--decay=cosine --decay-by=step --warm-up=3",
                "--decay=linear --decay-by=epoch --warm-up=1",
                "--decay=cosine --updater=bop",
                "--cutout=9 --flip --shift=4",
                "--average-last=3",
                "--real-kernels-for=1",
                "--real-kernels-for=3 --convolutions=4C3-P2",
                "--average-last=1 --float",
                "--loss=softmax --label-smoothing=.1 --mixup=.4",
                "--loss=softmax --teacher=TEACHER --teacher-weight=.8 --temperature=2 --cutout=4 --mixup=.2"
            })
    void goesOnToTheSameNumbers(String way) throws Exception {
        String recipe = way.replace("TEACHER", teacher.resolve("model.zip").toString());
        Cli whole = train(unbroken, options(recipe));
        assertThat(whole.err()).isEmpty();
        trainUntilCut(recipe);
        Path checkpoint = cut.resolve("checkpoint.zip");
        assertThat(Checkpoint.readState(checkpoint).epochsDone()).isEqualTo(CUT);

        Cli resumed = train(cut, List.of("--resume"));

        assertThat(resumed.err()).isEmpty();
        Checkpoint one = Checkpoint.read(checkpoint);
        Checkpoint two = Checkpoint.read(unbroken.resolve("checkpoint.zip"));
        assertThat(one.network().params()).isEqualTo(two.network().params());
        assertThat(one.network().updaterState()).isEqualTo(two.network().updaterState());
        assertThat(numbers(one)).isEqualTo(numbers(two));
        assertThat(model(cut)).isEqualTo(model(unbroken));
        assertThat(resumed.lastLine()).isEqualTo(whole.lastLine()).startsWith("test error");
    }

    private static List<List<Double>> numbers(Checkpoint checkpoint) {
        return checkpoint.state().history().stream()
                .map(epoch -> List.of(epoch.learningRate(), epoch.loss(), epoch.validationError()))
                .toList();
    }

    private static INDArray model(Path directory) throws IOException {
        return Checkpoint.reader(List.of())
                .restoreModel(directory.resolve("model.zip"), false)
                .params();
    }
}
