package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Races of two kernels, of which each turn takes 2 ms of work, and 20 ms pass from turn to turn. */
class StandingsTest {

    private static final long WORK = 2_000_000;
    private static final long TIME = 20_000_000;

    private final Standings standings = new Standings(List.of("plain", "wide"), List.of("wide"));
    private long atNanos;

    /** Rounds in which each kernel has this rate, in Gop/s. */
    private void rounds(int count, double plain, double wide) {
        for (int i = 0; i < count; i++) {
            int round = standings.rounds();
            standings.add(List.of(sample("plain", round, plain), sample("wide", round, wide)));
        }
    }

    private Sample sample(String kernel, int round, double gops) {
        atNanos += TIME;
        return new Sample(kernel, round, WORK, Math.round(gops * WORK), atNanos);
    }

    private int roundsUntilSettled(double plain, double wide) {
        int count = 0;
        while (!standings.isSettled()) {
            rounds(1, plain, wide);
            count++;
        }
        return count;
    }

    @Test
    void theFirstIsInUseAtFirst() {
        assertThat(standings.inUse()).isEqualTo("plain");
        assertThat(standings.inUseForTransposed()).isEqualTo("wide");
        assertThat(standings.isSettled()).isFalse();
    }

    @Test
    void theFasterIsInUseOnceTheOtherHasStoppedGaining() {
        rounds(4, 1, 2);
        assertThat(standings.inUse()).isEqualTo("plain");

        rounds(1, 1, 2);
        assertThat(standings.inUse()).isEqualTo("wide");
    }

    @Test
    void oneThatIsStillGainingIsKept() {
        for (int i = 0; i < 20; i++) {
            rounds(1, Math.pow(1.2, i), 100);
        }

        assertThat(standings.inUse()).isEqualTo("plain");
    }

    @Test
    void lessThanATenthIsNotWorthAChange() {
        rounds(50, 100, 109);

        assertThat(standings.inUse()).isEqualTo("plain");
    }

    @Test
    void aDisturbedTurnChangesNothing() {
        rounds(20, 100, 80);
        rounds(1, 10, 80);

        assertThat(standings.inUse()).isEqualTo("plain");
        assertThat(standings.gops()).containsEntry("plain", 100.0).containsEntry("wide", 80.0);
    }

    @Test
    void aKernelThatHasBecomeSlowIsGivenUp() {
        rounds(20, 100, 80);
        rounds(8, 40, 80);

        assertThat(standings.inUse()).isEqualTo("wide");
    }

    /** The compiler is late: both are interpreted, then one is compiled, and long after that the other. */
    @Test
    void isNotSettledWhileTheCompilerIsLate() {
        rounds(100, 1, 1);
        rounds(100, 100, 1);
        assertThat(standings.inUse()).isEqualTo("plain");
        assertThat(standings.isSettled()).isFalse();

        roundsUntilSettled(100, 400);
        assertThat(standings.inUse()).isEqualTo("wide");
    }

    /** Three quarters of a second of work, 188 rounds, after the last gain. */
    @Test
    void isSettledAfterEnoughWorkWithoutAGain() {
        rounds(1, .5, .4);
        rounds(1, 100, 400);

        assertThat(roundsUntilSettled(100, 400)).isEqualTo(188);
    }

    /** Three seconds of work are 750 rounds: 60 times as fast as interpreted is not what the optimizing compiler makes. */
    @Test
    void isPatientWhileAKernelIsHalfCompiled() {
        rounds(1, .5, .4);
        rounds(1, 100, 24);

        assertThat(roundsUntilSettled(100, 24)).isEqualTo(750);
    }

    @Test
    void takesAQuarterOfTheTimeThatTheLastGainTookToCome() {
        rounds(2000, 100, .4);
        rounds(1, 100, 400);

        assertThat(roundsUntilSettled(100, 400)).isBetween(500, 501);
    }

    @Test
    void isSettledWhereNothingIsEverCompiled() {
        roundsUntilSettled(1, 1.5);

        assertThat(standings.inUse()).isEqualTo("wide");
    }

    /** At this rate, what the compiler counts takes longer than the patience. */
    @Test
    void waitsUntilEnoughIsCounted() {
        assertThat(roundsUntilSettled(.5, .6)).isEqualTo(1000);
    }

    @Test
    void changesItsMindIfThereIsAGainLater() {
        roundsUntilSettled(100, 50);
        assertThat(standings.inUse()).isEqualTo("plain");

        atNanos *= 2;
        rounds(4, 100, 400);
        assertThat(standings.isSettled()).isFalse();
        assertThat(standings.inUse()).isEqualTo("wide");

        roundsUntilSettled(100, 400);
        assertThat(standings.inUse()).isEqualTo("wide");
    }

    @Test
    void staysSettledIfThereIsNone() {
        roundsUntilSettled(100, 50);
        atNanos *= 2;
        rounds(4, 100, 50);

        assertThat(standings.isSettled()).isTrue();
    }
}
