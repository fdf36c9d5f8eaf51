package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistSearchTest {

    private static final int TEST_IMAGES = 200;

    @TempDir
    static Path data;

    @TempDir
    static Path other;

    @TempDir
    static Path done;

    @TempDir
    Path out;

    private static Cli search;

    private static Cli search(Path data, Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("mnist", "search", "--data", data, "--out", out));
        arguments.addAll(
                List.of("--candidates", 3, "--width", "16,32", "--depth", 1, "--epochs", 1, "--batch-size", 50));
        arguments.addAll(List.of("--train-images", 700, "--validation-images", 300));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @BeforeAll
    static void search() throws IOException {
        MnistSlice.write(data, 1000, TEST_IMAGES);
        search = search(data, done);
    }

    @Test
    void showsEachCandidateATableAndTheTestErrorLast() {
        assertThat(search.err()).isEmpty();
        assertThat(search.exitCode()).isZero();
        assertThat(search.out())
                .filteredOn(line -> line.matches("candidate \\d: validation error \\d+\\.\\d\\d %, \\d+\\.\\d s: .*"))
                .hasSize(3);
        int table = search.out().lastIndexOf("rank candidate  error, %  time, s  hyperparameters");
        assertThat(search.out().subList(table + 1, table + 4)).allMatch(line -> line.matches(" +[123] +[012] .*"));
        assertThat(search.out()).anyMatch(line -> line.matches("best +candidate [012]: .*"));
        assertThat(search.lastLine()).matches("test error: \\d+\\.\\d\\d %");
    }

    @Test
    void writesATableOfAllCandidates() throws IOException {
        List<String> lines = Files.readAllLines(done.resolve("candidates.csv"));

        assertThat(lines).hasSize(1 + 3);
        assertThat(lines.get(0))
                .isEqualTo("candidate,validation_error_percent,seconds,width,learningRate,inputDropRate,"
                        + "hiddenDropRate,kernelRateMultiplier,loss,failure");
        assertThat(lines.subList(1, 4)).allMatch(line -> line.split(",", -1).length == 10);
    }

    @Test
    void drawsAPanelForEachHyperparameter() throws IOException {
        assertThat(ImageIO.read(done.resolve("scores.png").toFile()).getHeight())
                .isEqualTo(3 * 350);
    }

    @Test
    void thePackedModelIsTheBestModel() throws IOException {
        ImageClassificationData mnist = ImageClassificationData.fromDirectory(data);
        MultiLayerNetwork model = ModelSerializer.restoreMultiLayerNetwork(
                done.resolve("best-model.zip").toFile());
        Path packed = out.resolve("model.bnn");

        Map<String, String> known =
                PackedNetwork.load(done.resolve("model.bnn")).metadata();
        PackedNetwork expected = PackedExporter.export(model, ImageIterator.encoding(mnist.train()), List.of());
        for (Map.Entry<String, String> entry : known.entrySet()) {
            expected = expected.withMetadata(entry.getKey(), entry.getValue());
        }
        expected.save(packed);

        assertThat(known)
                .containsEntry(PackedContent.DATA, mnist.digest())
                .containsKeys(PackedContent.LIBRARY, PackedContent.RECIPE, PackedContent.NORMALIZER);
        assertThat(done.resolve("model.bnn")).hasSameBinaryContentAs(packed);
        assertThat(search.lastLine())
                .isEqualTo(
                        "test error: %.2f %%",
                        Predictions.of(model, mnist.test()).errorPercent());
    }

    @Test
    void testImagesDoNotChangeTheScores() throws IOException {
        MnistSlice.write(other, 1000, 7);
        Path labels = other.resolve("t10k-labels-idx1-ubyte");
        byte[] bytes = Files.readAllBytes(labels);
        for (int i = 8; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        Files.write(labels, bytes);

        search(other, out);

        assertThat(MnistSearchCsv.withoutSeconds(out)).isEqualTo(MnistSearchCsv.withoutSeconds(done));
    }

    @Test
    void anExistingSearchIsRefusedUnasked() throws IOException {
        String before = Files.readString(done.resolve("candidates.csv"));

        Cli run = search(data, done);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains(done.toString(), "--resume", "--out");
        assertThat(done.resolve("candidates.csv")).hasContent(before);
    }

    @Test
    void nothingToResumeIsAnError() {
        Cli run = search(data, out, "--resume");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("no search", out.toString());
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void anotherSearchIsNotResumed() throws IOException {
        Cli run = search(data, done, "--resume", "--seed", 2);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("another");
    }

    /** As many images, of the same size and the same classes. */
    @Test
    void aSearchOfOtherImagesIsNotResumed(@TempDir Path relabelled) throws IOException {
        MnistSlice.writeWithOtherLabels(relabelled, 1000, TEST_IMAGES);

        Cli run = search(relabelled, done, "--resume");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("another", "data");
    }

    @Test
    void aFinishedSearchIsReportedAgain() throws IOException {
        List<String> before = MnistSearchCsv.withoutSeconds(done);

        Cli run = search(data, done, "--resume");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).isEqualTo(search.lastLine());
        assertThat(MnistSearchCsv.withoutSeconds(done)).isEqualTo(before);
    }
}
