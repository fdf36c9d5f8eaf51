package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RacePaceTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final RacePace pace = new RacePace(0);

    @Test
    void aTwentyFifthIsWorkWhileThereAreCalls() {
        pace.noteCall();

        assertThat(pace.pauseAfter(2 * MILLISECOND, 2 * MILLISECOND, 5 * SECOND))
                .isEqualTo(48 * MILLISECOND);
    }

    @Test
    void aTurnThatHadToWaitIsFollowedByALongerPause() {
        pace.noteCall();

        assertThat(pace.pauseAfter(2 * MILLISECOND, 70 * MILLISECOND, 5 * SECOND))
                .isEqualTo(560 * MILLISECOND);
    }

    @Test
    void callsCountForASecond() {
        pace.noteCall();
        pace.pauseAfter(1, 1, 5 * SECOND);

        assertThat(pace.pauseAfter(1, 1, 6 * SECOND - 1)).isEqualTo(24);
        assertThat(pace.pauseAfter(1, 1, 6 * SECOND)).isEqualTo(1);
    }

    @Test
    void halfIsWorkWithoutCalls() {
        assertThat(pace.pauseAfter(2 * MILLISECOND, 9 * MILLISECOND, 5 * SECOND))
                .isEqualTo(2 * MILLISECOND);
    }

    @Test
    void beginsAsIfThereWereCalls() {
        assertThat(pace.pauseAfter(1, 1, SECOND / 2)).isEqualTo(24);
    }

    @Test
    void whoWaitsIsNotKeptWaitingByCalls() {
        pace.noteCall();
        pace.await();
        assertThat(pace.pauseAfter(1, 1, 5 * SECOND)).isEqualTo(1);

        pace.reached();
        assertThat(pace.pauseAfter(1, 1, 5 * SECOND)).isEqualTo(24);
    }
}
