package io.github.bnn4j.cli.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isInTheMiddle() {
        assertThat(Median.of(7)).isEqualTo(7);
        assertThat(Median.of(9, 1, 4)).isEqualTo(4);
        assertThat(Median.of(4, 1)).isEqualTo(2.5);
        assertThat(Median.of(8, 1, 4, 2)).isEqualTo(3);
    }

    @Test
    void leavesTheValuesAsTheyAre() {
        double[] values = {3, 1, 2};
        assertThat(Median.of(values)).isEqualTo(2);
        assertThat(values).containsExactly(3, 1, 2);
    }
}
