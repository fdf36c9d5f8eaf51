package io.github.bnn4j.examples.training;

import io.github.bnn4j.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The history of a run as comma-separated values, a line each epoch. */
final class MetricsCsv {

    private static final String HEADER =
            "epoch,learning_rate,loss,validation_error_percent,training_seconds,total_seconds";

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
}
