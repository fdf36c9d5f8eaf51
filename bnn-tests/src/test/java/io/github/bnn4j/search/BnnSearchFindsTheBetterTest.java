package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BnnSearchFindsTheBetterTest {

    @TempDir
    Path out;

    @Trains
    @ParameterizedTest
    @EnumSource
    void aLearningRateThatLearnsIsBest(SearchGenerator generator) throws IOException {
        BnnSearch search = BnnSearchRuns.search(BnnSearchRuns.space().epochs(3), out, Seeds.or(1))
                .generator(generator)
                .gridSteps(2)
                .candidates(3)
                .build();

        List<CandidateRecord> records = search.run();

        CandidateRecord best = search.best().orElseThrow();
        double highest =
                records.stream().mapToDouble(CandidateRecord::score).max().getAsDouble();
        assertThat(best.score()).isEqualTo(highest);
        Learnt.assertErrorBelowHalfOfGuessing(
                "search " + generator, 100 * (1 - best.score()), BnnSearchClusters.CLASSES);
        assertThat(Double.parseDouble(best.values().get("learningRate"))).isGreaterThan(1e-4);
    }

    @Test
    void minimizedScoresHaveTheLowestForBest() throws IOException {
        BnnSearch search = BnnSearchRuns.search(BnnSearchRuns.space(), out)
                .generator(SearchGenerator.GRID)
                .gridSteps(3)
                .score(new BnnSearchLossScore())
                .build();

        List<CandidateRecord> records = search.run();

        assertThat(search.best().orElseThrow().score())
                .isEqualTo(records.stream()
                        .mapToDouble(CandidateRecord::score)
                        .min()
                        .getAsDouble());
    }
}
