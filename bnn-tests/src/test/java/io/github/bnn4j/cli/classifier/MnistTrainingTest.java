package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.TrainingState;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnistTrainingTest {

    private static final int GAP = 0xE69F00;

    @TempDir
    static Path data;

    @TempDir
    static Path easy;

    @TempDir
    Path out;

    @BeforeAll
    static void slice() throws IOException {
        MnistSlice.write(data, 1200, 500);
        MnistSlice.writeMadeUp(easy, 500, 200);
    }

    /**
     * @param changes options that replace or join those of a small network
     */
    private Cli train(String... changes) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--data", "=" + data);
        options.put("--out", "=" + out);
        options.put("--hidden-units", "=256");
        options.put("--hidden-layers", "=2");
        options.put("--epochs", "=8");
        options.put("--validation-images", "=200");
        options.put("--recalibration-images", "=200");
        options.put("--seed", "=" + Seeds.or(3));
        for (String change : changes) {
            int equals = change.indexOf('=');
            options.put(equals < 0 ? change : change.substring(0, equals), equals < 0 ? "" : change.substring(equals));
        }
        Stream<String> given = options.entrySet().stream().map(option -> option.getKey() + option.getValue());
        return Cli.run(Stream.concat(Stream.of("mnist", "train"), given).toArray());
    }

    /** Networks that do not learn their binary kernels, but batch normalization alone, err as guessing does, on 90 %. */
    @Trains
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--input-drop-rate=.1 --hidden-drop-rate=.2",
                "--hidden-drop-rate=.2 --scaled-dropout",
                "--loss=softmax --bias",
                "--kernel-quantizer=stochastic",
                "--float"
            })
    void learns(String options) {
        String small = "--data=" + easy + " --hidden-units=64 --hidden-layers=1 --epochs=2 --batch-size=25"
                + " --validation-images=100 " + options;

        Cli run = train(small.split(" +"));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).matches("test error: \\d+\\.\\d\\d %");
        double error = Double.parseDouble(run.lastLine().split(" ")[2]);
        Learnt.assertErrorBelowHalfOfGuessing("mnist train " + options, error, 10);
    }

    @Test
    void leavesModelMetricsAndPictures() throws IOException {
        Cli run = train();

        String agreements = "predicts " + agreements() + " of 500 test images as the model does";
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("compression "))
                .anyMatch(line -> line.matches("packed .* " + agreements));
        assertThat(Files.readAllLines(out.resolve("metrics.csv"))).hasSize(1 + 8);
        assertThat(ImageIO.read(out.resolve("learning-curve.png").toFile()).getWidth())
                .isGreaterThan(100);
        List<String> flips = Files.readAllLines(out.resolve("flip-ratio.csv"));
        assertThat(flips).hasSize(1 + 8);
        assertThat(flips.get(0)).isEqualTo("epoch,hidden layer 1,hidden layer 2,output layer");
        assertThat(flips.get(8)).matches("8(,0\\.\\d+|,\\d\\.\\d+e-\\d+){3}");
        assertThat(ImageIO.read(out.resolve("flip-ratio.png").toFile()).getWidth())
                .isGreaterThan(100);
        assertThat(PackedNetwork.load(out.resolve("model.bnn")).outputs()).isEqualTo(10);
        TrainingState state = Checkpoint.readState(out.resolve("checkpoint.zip"));
        assertThat(PackedNetwork.load(out.resolve("model.bnn")).metadata())
                .containsEntry(PackedContent.DATA, state.data())
                .containsEntry(PackedContent.RECIPE, state.hyperparameters().toString())
                .containsEntry(PackedContent.NORMALIZER, "-1.0,1.0 for 0,255")
                .containsKey(PackedContent.LIBRARY);
        assertThat(coloursOfTiles(ImageIO.read(out.resolve("kernels.png").toFile())))
                .as("black, white and the colour between tiles: the weights have two values")
                .containsExactlyInAnyOrder(0x000000, 0xFFFFFF, GAP);
        MultiLayerNetwork model = ModelSerializer.restoreMultiLayerNetwork(
                out.resolve("model.zip").toFile());
        assertThat(model.getLayer(0).conf().getLayer()).isInstanceOf(io.github.bnn4j.layer.BinaryDenseLayer.class);
        assertThat(out.resolve("checkpoint.zip")).exists();
    }

    /** Below the caption, from the first line between tiles on. */
    private static Set<Integer> coloursOfTiles(BufferedImage image) {
        int top = 0;
        while ((image.getRGB(0, top) & 0xFFFFFF) != GAP) {
            top++;
        }
        assertThat(top).as("height of the caption").isBetween(20, 80);
        Set<Integer> colours = new HashSet<>();
        for (int y = top; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    /** DL4J rounds and the packed network does not: both are right, unless a value is next to zero. */
    private int agreements() throws IOException {
        LabelledImages images = ImageClassificationData.fromDirectory(data).test();
        MultiLayerNetwork model = ModelSerializer.restoreMultiLayerNetwork(
                out.resolve("model.zip").toFile());
        PackedNetwork packed = PackedNetwork.load(out.resolve("model.bnn"));
        int agreements = Predictions.of(model, images).agreements(Predictions.of(packed, images));
        assertThat(agreements).isGreaterThan(490);
        return agreements;
    }

    /** Files of a run before would be taken for this run's. */
    @Test
    void aFloatTwinHasNoFlipRatios() throws IOException {
        Files.writeString(out.resolve("flip-ratio.csv"), "of another run");
        Files.writeString(out.resolve("flip-ratio.png"), "of another run");

        assertThat(train("--float", "--epochs=1").exitCode()).isZero();

        assertThat(out.resolve("flip-ratio.csv")).doesNotExist();
        assertThat(out.resolve("flip-ratio.png")).doesNotExist();
    }

    @Test
    void refusesToOverwriteACheckpointUnasked() throws IOException {
        Path checkpoint = Files.writeString(out.resolve("checkpoint.zip"), "dear to somebody");

        Cli run = train();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("checkpoint.zip exists", "--resume", "--overwrite");
        assertThat(checkpoint).hasContent("dear to somebody");
        assertThat(train("--overwrite").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs=0,               2, '--epochs must be at least 1, got 0'",
        "--hidden-units=-3,        2, '--hidden-units must be at least 1, got -3'",
        "--batch-size=1,           2, '--batch-size must be at least 2'",
        "--hidden-drop-rate=1,     2, '--hidden-drop-rate must be in [0, 1), got 1.0'",
        "--input-drop-rate=-.1,    2, '--input-drop-rate must be in [0, 1), got -0.1'",
        "--learning-rate=NaN,      2, '--learning-rate must be greater than 0, got NaN'",
        "--validation-images=1150, 2, 'leaves less than a mini-batch'",
        "--resume,                 1, 'checkpoint.zip to resume from'",
        "--ui,                     1, 'run bnn-examples/ui/target/bnn-ui.jar instead'",
        "--ui-frequency=0,         2, '--ui-frequency must be at least 1, got 0'",
        "--data=/no/such/place,    1, '/no/such/place'"
    })
    void answersWhatCannotBeInOneLine(String option, int exitCode, String message) {
        Cli run = train(option);

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).singleElement().asString().contains(message);
        assertThat(out).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"--epochs=many, --epochs", "--loss=guess, --loss", "--hidden=3, --hidden"})
    void answersWrongArgumentsInOneLine(String option, String message) {
        Cli run = Cli.run("mnist", "train", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains(message, "--help");
    }

    @Test
    void answersADamagedDataFileInOneLine() throws IOException {
        Path damaged = Files.createDirectory(out.resolve("damaged"));
        MnistSlice.write(damaged, 300, 100);
        Path labels = damaged.resolve("train-labels-idx1-ubyte");
        byte[] bytes = Files.readAllBytes(labels);
        Files.write(labels, Arrays.copyOf(bytes, bytes.length - 7));

        Cli run = Cli.run("mnist", "train", "--data", damaged, "--out", out.resolve("run"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("train-labels-idx1-ubyte");
        assertThat(out.resolve("run")).doesNotExist();
    }
}
