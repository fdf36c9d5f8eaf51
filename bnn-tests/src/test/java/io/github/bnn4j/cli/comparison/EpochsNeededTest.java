package io.github.bnn4j.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochsNeededTest {

    private static final double[] FLOAT_TWIN = {5, 3, 3.5, 3, 2, 1};

    @Test
    void moreIfTheSameErrorCameLater() {
        assertThat(needed(9, 7, 5, 3, 2, 2).toString())
                .isEqualTo(
                        "more epochs needed: yes: the float twin came to a validation error of 3.00 % after 2 epochs, "
                                + "the binarized network after 4, 2.00 times as many");
    }

    @Test
    void moreIfItNeverCame() {
        EpochsNeeded needed = needed(9, 7, 5, 4, 3.5, 3.01);

        assertThat(needed.more()).isTrue();
        assertThat(needed.toString()).endsWith("after 2 epochs, the binarized network did not in its 6");
    }

    @Test
    void noMoreIfItCameAtOnceOrBefore() {
        assertThat(needed(9, 3, 9, 9).more()).isFalse();
        assertThat(needed(2, 3, 9, 9).toString())
                .startsWith("more epochs needed: no: ")
                .endsWith("after 1, 0.50 times as many");
    }

    @Test
    void theOnlyEpochIsTheGoal() {
        EpochsNeeded needed = EpochsNeeded.of(Figures.withErrors(new double[] {4}, new double[] {4}));

        assertThat(needed.floatTwin()).isEqualTo(1);
        assertThat(needed.more()).isFalse();
    }

    private static EpochsNeeded needed(double... binary) {
        return EpochsNeeded.of(Figures.withErrors(binary, FLOAT_TWIN));
    }
}
