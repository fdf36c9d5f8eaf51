package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.timing.PredictionRates;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison as a table in Markdown, whose columns stand one below the other as plain text, too. */
public final class ComparisonTable {

    private static final String NONE = "-";

    private final Comparison comparison;
    private final List<List<String>> rows = new ArrayList<>();

    public ComparisonTable(Comparison comparison) {
        this.comparison = comparison;
        fill();
    }

    private void fill() {
        RunFigures binary = comparison.binary();
        RunFigures twin = comparison.floatTwin();
        rows.add(List.of("", "binarized", "float twin", "binarized better, times"));
        addError(
                ComparedFigure.LOWEST_VALIDATION_ERROR.label(),
                binary.best().validationError(),
                twin.best().validationError());
        add(
                ComparedFigure.EPOCH_OF_LOWEST.label(),
                binary.best().epoch() + " of " + binary.epochs(),
                twin.best().epoch() + " of " + twin.epochs(),
                NONE);
        addError(ComparedFigure.TEST_ERROR.label(), binary.testError(), twin.testError());
        addError(ComparedFigure.PACKED_TEST_ERROR.label(), binary.packedTestError(), twin.packedTestError());
        addSeconds(
                ComparedFigure.SECONDS_OF_AN_EPOCH.label(),
                comparison.training().binary(),
                comparison.training().floatTwin());
        addSeconds(ComparedFigure.SECONDS_OF_THE_RUN.label(), binary.totalSeconds(), twin.totalSeconds());
        for (PredictionRates rates : comparison.predictions()) {
            addRate("prediction, batch " + rates.batch() + ", images/s", rates.packed(), rates.floatTwin());
            addRate("the same with DL4J's output()", rates.binary(), rates.floatTwin());
        }
        addBytes(ComparedFigure.BYTES_TO_SHIP.label(), binary.packedFileBytes(), twin.parameterBytes());
        addBytes(ComparedFigure.BYTES_IN_TRAINING.label(), binary.parameterBytes(), twin.parameterBytes());
        addBytes(ComparedFigure.BYTES_OF_MODEL.label(), binary.modelFileBytes(), twin.modelFileBytes());
        addBytes(ComparedFigure.BYTES_OF_PACKED.label(), binary.packedFileBytes(), twin.packedFileBytes());
    }

    private void add(String what, String binary, String twin, String better) {
        rows.add(List.of(what, binary, twin, better));
    }

    private void addError(String what, double binary, double twin) {
        add(what, Figure.percent(binary), Figure.percent(twin), Figure.times(twin / binary));
    }

    private void addSeconds(String what, double binary, double twin) {
        add(what, Figure.seconds(binary), Figure.seconds(twin), Figure.times(twin / binary));
    }

    private void addRate(String what, double binary, double twin) {
        add(what, Figure.rate(binary), Figure.rate(twin), Figure.times(binary / twin));
    }

    private void addBytes(String what, long binary, long twin) {
        add(what, Figure.bytes(binary), Figure.bytes(twin), Figure.times((double) twin / binary));
    }

    /** Returns the table alone. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .getAsInt())
                .toArray();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, rule(widths));
        return lines;
    }

    /** Sets names to the left and numbers to the right. */
    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> String.format((i == 0 ? "%-" : "%") + widths[i] + "s", row.get(i)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> "-".repeat(widths[i] + 1) + (i == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|"));
    }

    /** Returns what the figures say, a line each. */
    public List<String> verdicts() {
        List<String> lines = new ArrayList<>();
        Verdict.of(comparison).forEach(verdict -> lines.add(verdict.toString()));
        lines.add(EpochsNeeded.of(comparison).toString());
        return lines;
    }

    /**
     * Writes table, verdicts and circumstances as a file in Markdown, all or nothing.
     *
     * @param circumstances how the figures were made: command, seed, Java ...
     */
    public void write(String title, Map<String, String> circumstances, Path file) throws IOException {
        List<String> text = new ArrayList<>(List.of("# " + title, ""));
        text.addAll(lines());
        text.add("");
        verdicts().forEach(verdict -> text.add("- " + verdict));
        text.add("");
        circumstances.forEach((name, value) -> text.add("- " + name + ": " + value));
        AtomicFile.write(file, temporary -> Files.write(temporary, text));
    }
}
