package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided by the samples of races that were run, starved ones as well; what is right was measured at leisure. */
class RecordedRacesTest {

    @ParameterizedTest
    @CsvSource({
        "plain, int-2x8",
        "live, int-2x8",
        "quota, int-2x8",
        "quota-live, int-2x8",
        "onecore, int-2x8",
        "onecore-live, int-2x8",
        "eight, int-2x8",
        "eight-live, int-2x8",
        "eight-quota, int-2x8",
        "avx2, harley-seal",
        "quota-avx2, harley-seal",
        "eight-avx2, harley-seal",
        "onecore-avx2-live, harley-seal",
        "int, harley-seal",
        "c1, harley-seal"
    })
    void theRightKernelIsSettledOn(String race, String right) {
        Standings standings = newStandings();
        for (List<Sample> round : RecordedSamples.of(race)) {
            standings.add(round);
            if (standings.isSettled()) {
                assertThat(standings.inUse())
                        .as("after %.1f s", standings.atNanos() / 1e9)
                        .isEqualTo(right);
                assertThat(standings.inUseForTransposed()).isEqualTo(right);
            }
        }
        assertThat(standings.isSettled()).isTrue();
    }

    /** What is used meanwhile is the fastest of what there is: but for four rounds, in which it may have become faster. */
    @ParameterizedTest
    @CsvSource({"eight", "quota-live", "onecore-live", "avx2"})
    void theFastestAtPresentIsInUse(String race) {
        Standings standings = newStandings();
        int slowRounds = 0;
        for (List<Sample> round : RecordedSamples.of(race)) {
            standings.add(round);
            double fastest = standings.gops().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
            boolean slow = fastest > 1.1 * standings.gops().get(standings.inUse());
            slowRounds += slow ? 1 : 0;
        }
        assertThat(slowRounds).isLessThan(standings.rounds() / 4);
    }

    private static Standings newStandings() {
        return new Standings(List.of("row-major", "int-2x8", "harley-seal"), List.of("harley-seal", "int-2x8"));
    }
}
