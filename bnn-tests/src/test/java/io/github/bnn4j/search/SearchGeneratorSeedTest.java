package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Candidates depend on the seed and on nothing else. */
class SearchGeneratorSeedTest {

    private static List<Candidate<?>> candidates(SearchGenerator kind, long seed) {
        return Candidates.take(
                Candidates.generator(kind, Candidates.everything().build().network(), seed), 40);
    }

    private static List<MultiLayerConfiguration> networks(SearchGenerator kind, long seed) {
        return candidates(kind, seed).stream().map(Candidates::configuration).toList();
    }

    private static double[][] numbers(SearchGenerator kind, long seed) {
        return candidates(kind, seed).stream().map(Candidate::getFlatParameters).toArray(double[][]::new);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameCandidates(SearchGenerator kind) {
        assertThat(numbers(kind, 3)).isDeepEqualTo(numbers(kind, 3));
        assertThat(networks(kind, 3)).isEqualTo(networks(kind, 3));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GRID")
    void anotherSeedGivesOthers(SearchGenerator kind) {
        assertThat(networks(kind, 3)).doesNotContainAnyElementsOf(networks(kind, 4));
    }

    @ParameterizedTest
    @EnumSource
    void candidatesAreNumberedFromZero(SearchGenerator kind) {
        List<Candidate<?>> candidates = candidates(kind, 3);
        for (int i = 0; i < candidates.size(); i++) {
            assertThat(candidates.get(i).getIndex()).isEqualTo(i);
        }
    }
}
