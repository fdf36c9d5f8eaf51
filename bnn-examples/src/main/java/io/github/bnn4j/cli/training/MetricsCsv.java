package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The history of a run as comma-separated values, a line each epoch. */
public final class MetricsCsv {

    private static final String HEADER =
            "epoch,learning_rate,loss,validation_error_percent,training_seconds,total_seconds";

    private static final int COLUMNS = HEADER.split(",").length;

    private MetricsCsv() {}

    static void write(List<EpochMetrics> history, Path file) throws IOException {
        List<String> lines = Stream.concat(Stream.of(HEADER), history.stream().map(MetricsCsv::line))
                .toList();
        AtomicFile.write(file, temporary -> Files.write(temporary, lines));
    }

    private static String line(EpochMetrics epoch) {
        String error = Double.isNaN(epoch.validationError())
                ? ""
                : String.format(Locale.ROOT, "%.3f", epoch.validationError());
        return String.format(
                Locale.ROOT,
                "%d,%.6g,%.6f,%s,%.2f,%.2f",
                epoch.epoch(),
                epoch.learningRate(),
                epoch.loss(),
                error,
                epoch.trainingSeconds(),
                epoch.totalSeconds());
    }

    /**
     * Reads what {@code mnist train} wrote; the numbers are as rounded there.
     *
     * @return one entry for each epoch, in order, from 1 on
     * @throws IOException if the file cannot be read or is damaged; the message names it, and the line
     */
    public static List<EpochMetrics> read(Path file) throws IOException {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IOException(file + ", line 1: must be " + HEADER + ", got "
                    + (lines.isEmpty() ? "an empty file" : lines.get(0)));
        }
        List<EpochMetrics> history = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                history.add(epoch(lines.get(i), i));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage() + ", got " + lines.get(i), e);
            }
        }
        return history;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw FileFailure.naming(file, e);
        }
    }

    /**
     * @throws IllegalArgumentException saying what the line must be
     */
    private static EpochMetrics epoch(String line, int expected) {
        String[] values = line.split(",", -1);
        if (values.length != COLUMNS) {
            throw new IllegalArgumentException("must have " + COLUMNS + " values, has " + values.length);
        }
        if (!values[0].equals(String.valueOf(expected))) {
            throw new IllegalArgumentException("must be of epoch " + expected);
        }
        return new EpochMetrics(
                expected,
                number(values[1]),
                number(values[2]),
                values[3].isEmpty() ? Double.NaN : number(values[3]),
                number(values[4]),
                number(values[5]));
    }

    private static double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has '" + value + "' where a number must be", e);
        }
    }
}
