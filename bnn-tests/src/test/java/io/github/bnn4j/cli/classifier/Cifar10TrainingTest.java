package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cifar10Slice;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.StoppedProgram;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Cifar10TrainingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @BeforeAll
    static void write() throws IOException {
        Cifar10Slice.writeBatches(data, 30);
    }

    /**
     * @param changes options that replace or join those of a small network
     */
    private static List<String> arguments(Path out, String... changes) {
        List<String> arguments = new ArrayList<>(List.of(
                "cifar10",
                "train",
                "--out=" + out,
                "--data=" + data,
                "--convolutions=8C3-P2-8C3-P2",
                "--hidden-units=16",
                "--hidden-layers=1",
                "--epochs=2",
                "--batch-size=10",
                "--validation-images=20",
                "--recalibration-images=50"));
        for (String change : changes) {
            arguments.removeIf(option -> option.startsWith(change.split("=")[0] + "="));
            arguments.add(change);
        }
        return arguments;
    }

    private static Cli train(Path out, String... changes) {
        return Cli.run(arguments(out, changes).toArray());
    }

    @Trains
    @Test
    void learnsTheMadeUpClassesAndLeavesWhatTheMnistTrainingLeaves() throws IOException {
        Cli run =
                train(out, "--epochs=5", "--convolutions=8C3-P4-16C3-P2", "--hidden-units=32", "--seed=" + Seeds.or(1));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).matches("test error: \\d+\\.\\d\\d %");
        Learnt.assertErrorBelowHalfOfGuessing("cifar10 train", error(run), 10);
        assertThat(Files.readAllLines(out.resolve("metrics.csv"))).hasSize(1 + 5);
        assertThat(ImageIO.read(out.resolve("learning-curve.png").toFile())).isNotNull();
        // Eight colour filters of 3 x 3, each 66 pixels wide, with gaps of one.
        assertThat(ImageIO.read(out.resolve("kernels.png").toFile()).getWidth()).isEqualTo(8 * 67 + 1);
        MultiLayerNetwork model = ModelSerializer.restoreMultiLayerNetwork(
                out.resolve("model.zip").toFile());
        assertThat(model.getLayer(0).conf().getLayer()).isInstanceOf(BinaryConvolutionLayer.class);
    }

    @Test
    void aKilledAndResumedRunGivesTheParametersOfAnUnbrokenOne(@TempDir Path unbroken) throws Exception {
        String epochs = "--epochs=8";
        assertThat(train(unbroken, epochs).exitCode()).isZero();
        Path checkpoint = out.resolve("checkpoint.zip");
        StoppedProgram.run(arguments(out, epochs), checkpoint, true, out.resolve("log.txt"), PATIENCE);
        assertThat(Checkpoint.readState(checkpoint).epochsDone()).isBetween(1, 7);

        assertThat(train(out, epochs, "--resume").exitCode()).isZero();

        assertThat(params(out)).isEqualTo(params(unbroken));
    }

    @Test
    void augmentationChangesWhatIsLearnt(@TempDir Path plain) throws IOException {
        assertThat(train(out, "--flip", "--shift=4").exitCode()).isZero();
        assertThat(train(plain, "--no-flip", "--shift=0").exitCode()).isZero();

        assertThat(params(out)).isNotEqualTo(params(plain));
    }

    @Test
    void picturesInFoldersAreTrainedOnAndModelsEvaluated(@TempDir Path pictures) throws IOException, UserError {
        Cifar10Slice.writeFolders(pictures, 20, "ant", "bee", "cat");
        Cli run = train(out, "--data=" + pictures, "--epochs=6");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("120 of 120 pictures decoded");

        Cli evaluation = Cli.run("cifar10", "evaluate", "--data", pictures, "--model", out.resolve("model.zip"));

        assertThat(evaluation.err()).isEmpty();
        assertThat(evaluation.lastLine()).isEqualTo(run.lastLine());
        assertThat(evaluation.out())
                .anyMatch(line -> line.matches("ant +20 +\\d+ +\\d+\\.\\d %"))
                .anyMatch(line -> line.matches("cat +20 +\\d+ +\\d+\\.\\d %"));
        Cli packed = Cli.run("cifar10", "evaluate", "--data", pictures, "--model", out.resolve("model.bnn"));
        LabelledImages test = Datasets.read(pictures).test();
        assertThat(packed.lastLine())
                .isEqualTo(
                        "test error: %.2f %%",
                        Predictions.of(PackedNetwork.load(out.resolve("model.bnn")), test)
                                .errorPercent());
    }

    @Test
    void aModelForOtherImagesIsRefusedInOneLine(@TempDir Path other) throws IOException {
        assertThat(train(out, "--convolutions=8C3-P2", "--epochs=1").exitCode()).isZero();
        MnistSlice.write(other, 300, 100);
        assertThat(Cli.run(
                                "mnist",
                                "train",
                                "--data",
                                other,
                                "--out",
                                other,
                                "--hidden-units=8",
                                "--epochs=1",
                                "--batch-size=50",
                                "--validation-images=100")
                        .exitCode())
                .isZero();

        for (String name : List.of("model.zip", "model.bnn")) {
            Cli evaluation = Cli.run("cifar10", "evaluate", "--data", data, "--model", other.resolve(name));
            assertThat(evaluation.exitCode()).isEqualTo(1);
            assertThat(evaluation.err()).singleElement().asString().contains(name, "784", "3072");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--convolutions=8C3-P2x,               2, '--convolutions must be like 128C3-128C3-P2'",
        "--convolutions=8C3-P8-8C3-P8,         2, 'pools more often than images of 3 x 32 x 32 can be'",
        "--width-multiplier=0,                 2, '--width-multiplier must be greater than 0, got 0.0'",
        "--hidden-layers=-1,                   2, '--hidden-layers must be at least 0, got -1'",
        "--validation-images=150,              2, 'leaves less than a mini-batch of 10 of the 150 training images'",
        "--data=/no/such/place,                1, '/no/such/place is not a directory'",
        "--resume,                             1, 'checkpoint.zip to resume from'"
    })
    void answersWhatCannotBeInOneLine(String option, int exitCode, String message) {
        Cli run = train(out, option);

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).singleElement().asString().contains(message);
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void answersDamagedDataInOneLine(@TempDir Path damaged) throws IOException {
        Cifar10Slice.writeBatches(damaged, 4);
        Path file = Files.write(damaged.resolve("data_batch_2.bin"), new byte[3000]);
        assertThat(train(out, "--data=" + damaged).err())
                .singleElement()
                .asString()
                .contains(file + ": 3000 bytes");
        assertThat(train(out, "--data=" + out).err())
                .singleElement()
                .asString()
                .contains("data_batch_1.bin", "folders");
    }

    private static double error(Cli run) {
        return Double.parseDouble(run.lastLine().split(" ")[2]);
    }

    private static Object params(Path directory) throws IOException {
        return Checkpoint.read(directory.resolve("checkpoint.zip")).network().params();
    }
}
