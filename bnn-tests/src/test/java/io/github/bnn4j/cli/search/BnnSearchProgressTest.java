package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.search.CandidateRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BnnSearchProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final SearchProgress progress = new SearchProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), 2);

    private static CandidateRecord candidate(int index, Double score, String failure) {
        return new CandidateRecord(index, Map.of("width", "64"), new double[0], score, 1, failure);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void restoredCandidatesAreCountedOnly() {
        progress.finished(candidate(0, .5, null), true);
        progress.finished(candidate(1, .6, null), true);
        progress.started(2, Map.of());
        progress.started(3, Map.of());

        assertThat(lines()).containsExactly("2 candidates are done already");
    }

    @Test
    void aFailureSaysWhy() {
        progress.finished(candidate(0, null, "java.lang.Error: lost"), false);

        assertThat(lines()).containsExactly("candidate 0 FAILED: java.lang.Error: lost (width 64)");
    }

    @Test
    void aFailureOfSeveralLinesIsShownInOne() {
        progress.finished(candidate(0, null, "java.lang.Error: lost\n  for ever"), false);

        assertThat(lines()).hasSize(1);
    }

    @Test
    void theBoardIsShownWhenThereIsANewBest() {
        progress.finished(candidate(0, .5, null), false);
        progress.finished(candidate(1, .6, null), false);
        progress.finished(candidate(2, .4, null), false);

        assertThat(lines()).filteredOn(line -> line.startsWith("candidate ")).hasSize(3);
        assertThat(lines()).filteredOn(line -> line.contains("rank")).hasSize(1);
        assertThat(lines().get(1)).contains("candidate 1: validation error 40.00 %, 1.0 s: width 64");
    }
}
