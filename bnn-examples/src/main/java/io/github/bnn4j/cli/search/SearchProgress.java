package io.github.bnn4j.cli.search;

import io.github.bnn4j.search.CandidateRecord;
import io.github.bnn4j.search.SearchListener;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows a person how a search goes: each candidate in a line, and the best so far. */
final class SearchProgress implements SearchListener {

    private final PrintStream out;
    private final int most;
    private final List<CandidateRecord> candidates = new ArrayList<>();
    private int restored;

    /**
     * @param most rows of the leader board
     */
    SearchProgress(PrintStream out, int most) {
        this.out = out;
        this.most = most;
    }

    @Override
    public void started(int index, Map<String, Object> values) {
        if (restored > 0) {
            out.println(restored + " candidates are done already");
            restored = 0;
        }
    }

    @Override
    public void finished(CandidateRecord candidate, boolean wasRestored) {
        candidates.add(candidate);
        if (wasRestored) {
            restored++;
            return;
        }
        if (candidate.failed()) {
            out.printf(
                    "candidate %d FAILED: %s (%s)%n",
                    candidate.index(),
                    candidate.failure().replaceAll("\\s*\\R\\s*", " "),
                    LeaderBoard.values(candidate));
            return;
        }
        out.printf(
                Locale.ROOT,
                "candidate %d: validation error %.2f %%, %.1f s: %s%n",
                candidate.index(),
                LeaderBoard.error(candidate),
                candidate.seconds(),
                LeaderBoard.values(candidate));
        if (LeaderBoard.sorted(candidates).get(0) == candidate && candidates.size() > 1) {
            out.print(LeaderBoard.table(candidates, most).indent(4));
        }
    }
}
