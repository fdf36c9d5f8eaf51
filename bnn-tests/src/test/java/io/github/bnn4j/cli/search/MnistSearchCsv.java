package io.github.bnn4j.cli.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A search's candidates.csv, to compare. */
final class MnistSearchCsv {

    private MnistSearchCsv() {}

    static List<String> withoutSeconds(Path out) throws IOException {
        return Files.readAllLines(out.resolve("candidates.csv")).stream()
                .map(line -> line.replaceFirst("^(\\d+,[^,]*),[^,]*", "$1"))
                .toList();
    }
}
