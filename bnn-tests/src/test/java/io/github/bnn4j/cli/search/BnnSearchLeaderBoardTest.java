package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.search.CandidateRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BnnSearchLeaderBoardTest {

    private static CandidateRecord scored(int index, double score) {
        return new CandidateRecord(index, Map.of("rate", "0.0012345678"), new double[0], score, 2, null);
    }

    private static final CandidateRecord FAILED =
            new CandidateRecord(9, Map.of("rate", "1"), new double[0], null, 2, "lost");

    @Test
    void theBestIsFirstAndOfEqualOnesTheEarlier() {
        assertThat(LeaderBoard.sorted(List.of(scored(2, .5), FAILED, scored(1, .9), scored(0, .5))))
                .extracting(CandidateRecord::index)
                .containsExactly(1, 0, 2);
    }

    @Test
    void theTableIsCutAndNumbersAreShortened() {
        assertThat(LeaderBoard.table(List.of(scored(0, .5), scored(1, .9), scored(2, .1), FAILED), 2)
                        .lines())
                .hasSize(3)
                .element(1)
                .asString()
                .matches(" *1 +1 +10\\.00 +2\\.0 +rate 0\\.001235");
    }
}
