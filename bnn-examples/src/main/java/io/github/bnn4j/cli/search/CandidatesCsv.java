package io.github.bnn4j.cli.search;

import io.github.bnn4j.packed.files.AtomicFile;
import io.github.bnn4j.search.CandidateRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Candidates as comma-separated values, in the order in which they were generated. */
final class CandidatesCsv {

    private CandidatesCsv() {}

    static void write(List<CandidateRecord> candidates, Path target) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        candidates.forEach(candidate -> names.addAll(candidate.values().keySet()));
        List<String> lines = new ArrayList<>();
        lines.add("candidate,validation_error_percent,seconds," + String.join(",", names) + ",failure");
        for (CandidateRecord candidate : candidates) {
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(candidate.index()));
            cells.add(candidate.failed() ? "" : String.format(Locale.ROOT, "%.4f", LeaderBoard.error(candidate)));
            cells.add(String.format(Locale.ROOT, "%.1f", candidate.seconds()));
            names.forEach(name -> cells.add(quoted(candidate.values().getOrDefault(name, ""))));
            cells.add(candidate.failed() ? quoted(candidate.failure()) : "");
            lines.add(String.join(",", cells));
        }
        AtomicFile.write(target, file -> Files.write(file, lines));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
