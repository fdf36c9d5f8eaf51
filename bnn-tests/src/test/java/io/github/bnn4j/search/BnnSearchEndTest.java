package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BnnSearchEndTest {

    @TempDir
    Path out;

    @Test
    void aGridEndsByItselfWhenAllIsVisited() throws IOException {
        List<CandidateRecord> records = BnnSearchRuns.search(
                        BnnSearchRuns.space().width(4, 8).inputDropRate(0.0, .1), out)
                .generator(SearchGenerator.GRID)
                .gridSteps(2)
                .candidates(100)
                .build()
                .run();

        assertThat(records).hasSize(2 * 2 * 2);
        assertThat(records).extracting(CandidateRecord::values).doesNotHaveDuplicates();
        assertThat(records).extracting(CandidateRecord::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @EnumSource
    void aSpaceWithoutChoicesIsSearchedToo(SearchGenerator generator) throws IOException {
        List<CandidateRecord> records = BnnSearchRuns.search(
                        BnnSearchRuns.space().learningRate(.003, .003), out)
                .generator(generator)
                .candidates(2)
                .build()
                .run();

        assertThat(records).isNotEmpty().noneMatch(CandidateRecord::failed);
    }

    @ParameterizedTest
    @EnumSource
    void noMoreCandidatesThanAllowed(SearchGenerator generator) throws IOException {
        List<CandidateRecord> records = BnnSearchRuns.search(BnnSearchRuns.space(), out)
                .generator(generator)
                .gridSteps(5)
                .candidates(2)
                .build()
                .run();

        assertThat(records).extracting(CandidateRecord::index).containsExactly(0, 1);
    }

    @Test
    void noCandidateBeginsAfterTheLastMinute() throws IOException {
        List<CandidateRecord> records = BnnSearchRuns.search(BnnSearchRuns.space(), out)
                .candidates(1_000_000)
                .minutes(.5 / 60)
                .build()
                .run();

        assertThat(records).hasSizeLessThan(1000).noneMatch(CandidateRecord::failed);
    }

    @Test
    void theCandidateAtWorkIsGivenUpWhenStopped() throws IOException {
        AtomicReference<BnnSearch> running = new AtomicReference<>();
        running.set(BnnSearchRuns.search(BnnSearchRuns.space(), out)
                .listener(new SearchListener() {
                    @Override
                    public void started(int index, Map<String, Object> values) {
                        if (index == 2) {
                            running.get().stop();
                        }
                    }
                })
                .build());

        List<CandidateRecord> records = running.get().run();

        assertThat(records).extracting(CandidateRecord::index).containsExactly(0, 1);
        assertThat(out.resolve("candidates")).isDirectoryContaining("glob:**00001.json");
        assertThat(out.resolve("candidates").resolve("00002.json")).doesNotExist();
    }
}
