package io.github.bnn4j.cli.search;

import io.github.bnn4j.search.CandidateRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Candidates as a table, the best first. Scores are accuracies; what is shown is the error. */
final class LeaderBoard {

    private LeaderBoard() {}

    static List<CandidateRecord> sorted(List<CandidateRecord> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.failed())
                .sorted(Comparator.comparing(CandidateRecord::score).reversed().thenComparing(CandidateRecord::index))
                .toList();
    }

    static String table(List<CandidateRecord> candidates, int most) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format("%4s %9s %9s %8s  %s%n", "rank", "candidate", "error, %", "time, s", "hyperparameters"));
        int rank = 1;
        for (CandidateRecord candidate : sorted(candidates)) {
            if (rank > most) {
                break;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%4d %9d %9.2f %8.1f  %s%n",
                    rank++,
                    candidate.index(),
                    error(candidate),
                    candidate.seconds(),
                    values(candidate)));
        }
        return text.toString();
    }

    /** Returns the percent of validation images classified wrongly. */
    static double error(CandidateRecord candidate) {
        return 100 * (1 - candidate.score());
    }

    static String values(CandidateRecord candidate) {
        StringBuilder text = new StringBuilder();
        candidate.values().forEach((name, value) -> text.append(text.length() == 0 ? "" : ", ")
                .append(name)
                .append(' ')
                .append(shortened(value)));
        return text.toString();
    }

    /** Four digits of a number are enough to look at. */
    private static String shortened(String value) {
        try {
            double number = Double.parseDouble(value);
            return number == Math.rint(number) ? value : String.format(Locale.ROOT, "%.4g", number);
        } catch (NumberFormatException notANumber) {
            return value;
        }
    }
}
