package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.bits.BitMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    @Test
    void copiesItsNumbers() {
        int[] limits = {1, 2};
        long[] flips = {3};
        var thresholds = new Thresholds(limits, flips);
        limits[0] = 9;
        flips[0] = 0;
        thresholds.limits()[1] = 9;
        thresholds.flips()[0] = 0;

        assertThat(thresholds.limits()).containsExactly(1, 2);
        assertThat(thresholds.flips()).containsExactly(3);
    }

    @Test
    void givesSigns() {
        assertThat(new Thresholds(new int[3], new long[1]).type()).isEqualTo(ValueType.SIGNS);
        assertThat(new Thresholds(new int[3], new long[1]).outputs()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -100, Integer.MIN_VALUE})
    void refusesALimitBelowMinusOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thresholds(new int[] {0, limit}, new long[1]))
                .withMessageContaining("output 1")
                .withMessageContaining(String.valueOf(limit));
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(new int[0], new long[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(new int[64], new long[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(new int[65], new long[1]));
    }

    @Test
    void refusesAFlipOfNoOutput() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(new int[3], new long[] {0b1000}));
    }

    /** Sums of three products are -3, -1, 1 and 3. */
    @Test
    void bySums() {
        MismatchSums sums = MismatchSums.of(ValueType.SIGNS, BitMatrix.of(6, 3, (n, k) -> true));

        Thresholds thresholds = Thresholds.atLeast(sums, Double.NEGATIVE_INFINITY, -3, -2.5, 1, 3, Math.nextUp(3.0));

        assertThat(thresholds.limits()).containsExactly(3, 3, 2, 1, 0, -1);
        assertThat(thresholds.flips()).containsExactly(0);
    }

    @Test
    void refusesSumsThatDoNotFit() {
        MismatchSums sums = MismatchSums.of(ValueType.SIGNS, BitMatrix.of(2, 3, (n, k) -> true));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.atLeast(sums, 1))
                .withMessageContaining("2 outputs")
                .withMessageContaining("got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.atLeast(sums, 1, Double.NaN))
                .withMessageContaining("output 1");
    }
}
