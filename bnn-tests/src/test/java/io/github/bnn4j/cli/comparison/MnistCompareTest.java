package io.github.bnn4j.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.classifier.Checkpoints;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.plot.Panels;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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

/** A comparison of tiny networks, made once, and what follows from its files. */
class MnistCompareTest {

    private static final String TIMING =
            "--training-images 100 --training-rounds 1 --threads 1 --rounds 1 --seconds .001 --batches 1,50";
    private static final List<String> TRAINED = List.of("checkpoint.zip", "model.zip", "metrics.csv");

    @TempDir
    static Path data;

    @TempDir
    static Path otherData;

    @TempDir
    static Path whole;

    private static Cli made;

    @TempDir
    Path out;

    @BeforeAll
    static void compare() throws IOException {
        MnistSlice.write(data, 1200, 300);
        MnistSlice.writeWithOtherLabels(otherData, 1200, 300);
        made = compare(
                whole,
                "--hidden-units 48 --hidden-layers 1 --epochs 3 --batch-size 50 --validation-images 300 "
                        + "--recalibration-images 200 --seed 4");
        assertThat(made.err()).isEmpty();
        assertThat(made.exitCode()).isZero();
    }

    private static Cli compare(Path out, String options) {
        return run(data, out, options);
    }

    private static Cli run(Path data, Path out, String options) {
        Stream<String> given = Stream.of("mnist compare " + TIMING, options)
                .flatMap(words -> Arrays.stream(words.split(" ")))
                .filter(word -> !word.isEmpty());
        return Cli.run(Stream.concat(given, Stream.of("--data", data.toString(), "--out", out.toString()))
                .toArray());
    }

    private static String finishedRuns(Path binary, Path floatTwin) {
        return "--binary-run " + binary + " --float-run " + floatTwin;
    }

    private static Map<ComparedFigure, List<String>> table(Path out) throws IOException {
        Map<String, List<String>> rows = Files.readAllLines(out.resolve("comparison.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .collect(Collectors.toMap(
                        row -> row.get(0), row -> row.subList(1, row.size()), (first, second) -> first));
        Map<ComparedFigure, List<String>> table = new EnumMap<>(ComparedFigure.class);
        for (ComparedFigure figure : ComparedFigure.values()) {
            assertThat(rows).containsKey(figure.label());
            table.put(figure, rows.get(figure.label()));
        }
        return table;
    }

    private static double[] column(Path run, int index) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[index]))
                .toArray();
    }

    private static String bytes(Path file) throws IOException {
        return String.format(Locale.ROOT, "%,d", Files.size(file));
    }

    @Test
    void tableHasTheValuesOfTheMetrics() throws IOException {
        Map<ComparedFigure, List<String>> table = table(whole);

        for (int i = 0; i < 2; i++) {
            Path run = whole.resolve(i == 0 ? "binary" : "float");
            double[] errors = column(run, 3);
            double lowest = Arrays.stream(errors).min().getAsDouble();
            int epoch = 1 + Arrays.stream(errors).boxed().toList().indexOf(lowest);
            double total = Arrays.stream(column(run, 5)).sum();
            assertThat(table.get(ComparedFigure.LOWEST_VALIDATION_ERROR).get(i))
                    .isEqualTo(String.format(Locale.ROOT, "%.2f %%", lowest));
            assertThat(table.get(ComparedFigure.EPOCH_OF_LOWEST).get(i)).isEqualTo(epoch + " of 3");
            assertThat(table.get(ComparedFigure.SECONDS_OF_THE_RUN).get(i))
                    .isEqualTo(String.format(Locale.ROOT, "%.2f", total));
        }
    }

    @Test
    void tableHasTheSizesOfTheFiles() throws IOException {
        Map<ComparedFigure, List<String>> table = table(whole);
        Path packed = whole.resolve("binary/model.bnn");
        // 784 x 48 weights, 4 x 48 of batch normalization, 48 x 10 weights and 10 biases, 4 bytes each.
        int floatBytes = 4 * (784 * 48 + 4 * 48 + 48 * 10 + 10);

        assertThat(table.get(ComparedFigure.BYTES_TO_SHIP))
                .containsExactly(
                        bytes(packed),
                        String.format(Locale.ROOT, "%,d", floatBytes),
                        String.format(Locale.ROOT, "%.1f", (double) floatBytes / Files.size(packed)));
        assertThat(table.get(ComparedFigure.BYTES_OF_PACKED))
                .startsWith(bytes(packed), bytes(whole.resolve("float/model.bnn")));
        assertThat(table.get(ComparedFigure.BYTES_OF_MODEL))
                .startsWith(bytes(whole.resolve("binary/model.zip")), bytes(whole.resolve("float/model.zip")));
    }

    @Test
    void testErrorsAreThoseThatTrainingReported() throws IOException {
        List<String> reported = made.out().stream()
                .filter(line -> line.startsWith("test error: "))
                .map(line -> line.substring("test error: ".length()))
                .toList();

        assertThat(reported).hasSize(2);
        assertThat(table(whole).get(ComparedFigure.TEST_ERROR)).startsWith(reported.get(0), reported.get(1));
        assertThat(table(whole).get(ComparedFigure.PACKED_TEST_ERROR))
                .startsWith(packedTestError("binary"), packedTestError("float"));
    }

    private static String packedTestError(String run) throws IOException {
        LabelledImages test = ImageClassificationData.fromDirectory(data).test();
        PackedNetwork packed = PackedNetwork.load(whole.resolve(run).resolve("model.bnn"));
        return String.format(
                Locale.ROOT, "%.2f %%", Predictions.of(packed, test).errorPercent());
    }

    @Test
    void tellsHowItWasMade() throws IOException {
        assertThat(Files.readString(whole.resolve("comparison.md")))
                .contains(
                        "bnn-examples.jar mnist compare --training-images 100",
                        "--seed 4",
                        "- seed: 4",
                        System.getProperty("java.version"),
                        "- processors: " + Runtime.getRuntime().availableProcessors(),
                        "900 images to train, 300 to validate, 300 to test",
                        "medians of 1 passes each over 100 images, in turn in one process, for an epoch of 900",
                        "learningRate from 0.01 to 0.003",
                        "finalLearningRate from 1.0E-4 to 3.0E-5");
    }

    @Test
    void endsWithTheVerdictsThatTheFileHas() throws IOException {
        List<String> last = made.out().subList(made.out().size() - 5, made.out().size());

        assertThat(last)
                .extracting(line -> line.split(":")[0])
                .containsExactly(
                        "far less memory",
                        "much faster training",
                        "much faster prediction",
                        "accuracy somewhat lower",
                        "more epochs needed");
        assertThat(Files.readAllLines(whole.resolve("comparison.md")))
                .containsAll(last.stream().map(line -> "- " + line).toList());
    }

    @Test
    void drawsThePicture() throws IOException {
        assertThat(ImageIO.read(whole.resolve("comparison.png").toFile()).getWidth())
                .isEqualTo(Panels.WIDTH);
    }

    /** As after a kill once both were trained, or while the float twin was. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumingTrainsOnlyWhatIsNotTrained(boolean floatTwinToo) throws IOException {
        copy(whole.resolve("binary"), out.resolve("binary"));
        if (floatTwinToo) {
            copy(whole.resolve("float"), out.resolve("float"));
        }
        Map<Path, FileTime> before = trainedAt(out);

        Cli resumed = compare(out, "--resume");

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        assertThat(trainedAt(out)).containsAllEntriesOf(before);
        assertThat(before).hasSize(floatTwinToo ? 6 : 3);
        for (ComparedFigure row : List.of(
                ComparedFigure.LOWEST_VALIDATION_ERROR, ComparedFigure.TEST_ERROR, ComparedFigure.BYTES_TO_SHIP)) {
            assertThat(table(out).get(row)).isEqualTo(table(whole).get(row));
        }
    }

    @Test
    void takesFinishedRuns() throws IOException {
        Cli run = compare(out, finishedRuns(whole.resolve("binary"), whole.resolve("float")));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(table(out).keySet()).isEqualTo(table(whole).keySet());
        assertThat(table(out).get(ComparedFigure.SECONDS_OF_THE_RUN))
                .isEqualTo(table(whole).get(ComparedFigure.SECONDS_OF_THE_RUN));
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("comparison.md", "comparison.png");
        }
    }

    @Test
    void refusesRunsOfOtherData() {
        Cli run = run(otherData, out, finishedRuns(whole.resolve("binary"), whole.resolve("float")));

        assertRefused(run, "was trained on other data, or its files belong to different runs");
    }

    @Test
    void refusesTwoOfOneKindOrTheWrongWayRound() {
        Path binary = whole.resolve("binary");
        Path floatTwin = whole.resolve("float");

        assertRefused(compare(out, finishedRuns(floatTwin, binary)), "binary is a binarized one");
        assertRefused(compare(out, finishedRuns(binary, binary)), "without --float");
        assertRefused(compare(out, finishedRuns(floatTwin, floatTwin)), "is a float one");
    }

    @Test
    void refusesRunsOfOtherSize() {
        Path wider = out.resolve("wider");
        Cli.run(
                "mnist",
                "train",
                "--float",
                "--data",
                data,
                "--out",
                wider,
                "--hidden-units=49",
                "--hidden-layers=1",
                "--epochs=1",
                "--batch-size=50",
                "--validation-images=300",
                "--recalibration-images=0");

        assertRefused(
                compare(out.resolve("result"), finishedRuns(whole.resolve("binary"), wider)),
                "--hidden-units 48, the float one 49");
        assertThat(out.resolve("result")).doesNotExist();
    }

    /** Float ones are not packed, so they have no model.bnn. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesRunsWithConvolutions(boolean floatTwin) {
        Path run = out.resolve("convolutions");
        List<Object> words = new ArrayList<>(List.of(
                "mnist",
                "train",
                "--data",
                data,
                "--out",
                run,
                "--convolutions=2C3-P2",
                "--hidden-units=48",
                "--hidden-layers=1",
                "--epochs=1",
                "--batch-size=50",
                "--validation-images=300",
                "--recalibration-images=0"));
        if (floatTwin) {
            words.add("--float");
        }
        Cli.run(words.toArray());

        String runs =
                floatTwin ? finishedRuns(whole.resolve("binary"), run) : finishedRuns(run, whole.resolve("float"));
        assertRefused(compare(out.resolve("result"), runs), "has convolutions, 2C3-P2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.csv", "model.zip", "model.bnn", "checkpoint.zip"})
    void refusesARunWithoutAFile(String name) throws IOException {
        copy(whole.resolve("float"), out);
        Files.delete(out.resolve(name));

        assertRefused(
                compare(out.resolve("result"), finishedRuns(whole.resolve("binary"), out)),
                "There is no " + out.resolve(name));
    }

    @Test
    void refusesARunThatIsNotFinished() throws IOException {
        Path run = out.resolve("run");
        copy(whole.resolve("float"), run);
        Checkpoints.forgetLastEpoch(run.resolve("checkpoint.zip"));

        assertRefused(
                compare(out.resolve("result"), finishedRuns(whole.resolve("binary"), run)),
                "is not finished, 2 of 3 epochs are done");
    }

    @Test
    void refusesDamagedMetrics() throws IOException {
        copy(whole.resolve("float"), out);
        Path metrics = out.resolve("metrics.csv");
        List<String> lines = Files.readAllLines(metrics);

        Files.write(metrics, lines.subList(0, 3));
        assertRefused(compare(out, finishedRuns(whole.resolve("binary"), out)), "has 2 epochs, but");

        Files.writeString(metrics, lines.get(0) + "\nnonsense\n");
        assertRefused(
                compare(out, finishedRuns(whole.resolve("binary"), out)), "metrics.csv, line 2: must have 6 values");
    }

    /** One that takes no image for what the model takes it for: where that one has the highest score, it has the lowest. */
    @Test
    void refusesAPackedFileOfAnotherModel() throws IOException {
        copy(whole.resolve("binary"), out);
        MultiLayerNetwork opposite = ModelSerializer.restoreMultiLayerNetwork(
                out.resolve("model.zip").toFile());
        int last = opposite.getnLayers() - 2;
        opposite.getLayer(last).getParam("gamma").negi();
        opposite.getLayer(last).getParam("beta").negi();
        InputEncoding encoding = PackedNetwork.load(out.resolve("model.bnn")).input();
        PackedExporter.export(opposite, encoding, List.of()).save(out.resolve("model.bnn"));

        assertRefused(compare(out, finishedRuns(out, whole.resolve("float"))), "model.bnn is not");
    }

    @ParameterizedTest
    @CsvSource({
        "--float,                                         2, leave out --float",
        "--resume,                                        1, to resume from",
        "--float-learning-rate 0,                         2, '--float-learning-rate must be greater than 0, got 0.0'",
        "--float-final-learning-rate NaN,                 2, '--float-final-learning-rate must be greater than 0, got NaN'",
        "--validation-images 0,                           2, '--validation-images must be at least 1'",
        "--batches 301,                                   2, '--batches must be at most the 300 test images, got 301'",
        "--rounds 0,                                      2, '--rounds must be at least 1, got 0'",
        "--seconds 0,                                     2, '--seconds must be greater than 0, got 0.0'",
        "--training-images 0,                             2, '--training-images must be at least 1, got 0'",
        "--training-rounds 0,                             2, '--training-rounds must be at least 1, got 0'",
        "--threads 0,                                     2, '--threads must be between 1 and 1024, got 0'",
        "--binary-run a,                                  2, --binary-run and --float-run go together",
        "--float-run a,                                   2, --binary-run and --float-run go together",
        "--binary-run a --float-run b --epochs 3 --resume, 2, 'leave out --epochs, --resume'",
        "--binary-run /no --float-run /no,                1, 'There is no /no/metrics.csv'"
    })
    void answersWhatCannotBeInOneLine(String options, int exitCode, String message) {
        assertRefused(compareReplacing(options), exitCode, message);
        assertThat(out).isEmptyDirectory();
    }

    /** An option that stands among those of timing may not be given twice. */
    private Cli compareReplacing(String options) {
        String name = options.split(" ")[0];
        String others = ("mnist compare " + TIMING).replaceAll(name + " \\S+ ?", "");
        String words = others.strip() + " " + options + " --data " + data + " --out " + out;
        return Cli.run((Object[]) words.split(" "));
    }

    @Test
    void refusesToMixWithAnotherComparison() {
        assertRefused(compare(whole, ""), "has a comparison already");
        assertRefused(compare(whole, "--resume --epochs 4"), "epochs from 3 to 4");
        assertRefused(compare(whole, "--resume --float-learning-rate .1"), "learningRate from 0.003 to 0.1");
    }

    @Test
    void overwritingForgetsBothRuns() throws IOException {
        Path binary = Files.createDirectories(out.resolve("binary")).resolve("checkpoint.zip");
        Path floatTwin = Files.createDirectories(out.resolve("float")).resolve("checkpoint.zip");
        Files.writeString(binary, "old");
        Files.writeString(floatTwin, "old");

        Cli run = compare(
                out,
                "--overwrite --hidden-units 8 --hidden-layers 1 --epochs 1 --validation-images 300 "
                        + "--recalibration-images 0");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Files.size(floatTwin)).isGreaterThan(1000);
    }

    private static void assertRefused(Cli run, String message) {
        assertRefused(run, 1, message);
    }

    private static void assertRefused(Cli run, int exitCode, String message) {
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).singleElement().asString().contains(message);
    }

    private static Map<Path, FileTime> trainedAt(Path out) throws IOException {
        Map<Path, FileTime> times = new LinkedHashMap<>();
        for (String run : List.of("binary", "float")) {
            for (String name : TRAINED) {
                Path file = out.resolve(run).resolve(name);
                if (Files.exists(file)) {
                    times.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return times;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
