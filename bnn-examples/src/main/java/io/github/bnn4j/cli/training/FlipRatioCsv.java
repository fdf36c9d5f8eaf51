package io.github.bnn4j.cli.training;

import io.github.bnn4j.listener.FlipRatio;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Flip ratios as comma-separated values: a line each epoch, counted from 1, a column each binary layer. */
final class FlipRatioCsv {

    private FlipRatioCsv() {}

    /**
     * @param ratios ordered by epoch, each epoch with the same layers; without any there is no file
     */
    static void write(List<FlipRatio> ratios, Path file) throws IOException {
        if (ratios.isEmpty()) {
            // One of a run before would be taken for this run's.
            Files.deleteIfExists(file);
            return;
        }
        Map<String, List<FlipRatio>> columns = FlipRatioColumns.of(ratios);
        List<FlipRatio> first = columns.values().iterator().next();
        List<String> lines = new ArrayList<>();
        lines.add("epoch," + String.join(",", columns.keySet()));
        for (int i = 0; i < first.size(); i++) {
            int row = i;
            lines.add(columns.values().stream()
                    .map(column ->
                            String.format(Locale.ROOT, "%.6g", column.get(row).ratio()))
                    .collect(Collectors.joining(",", first.get(i).epoch() + 1 + ",", "")));
        }
        AtomicFile.write(file, temporary -> Files.write(temporary, lines));
    }
}
