package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GlobalAveragePoolingTest {

    @Test
    void isTheMeanOfEachChannelScaledAndMoved() {
        var layer = new GlobalAveragePooling(new ImageShape(2, 1, 3), new double[] {2, -1}, new double[] {0, 10});

        float[][] y =
                Rows.floatsOf(layer.apply(Rows.ofFloats(new float[][] {{1, 10, 2, 20, 6, 60}, {0, 0, 0, 0, 0, 3}}, 2)));

        assertThat(y).isDeepEqualTo(new float[][] {{6, -20}, {0, 9}});
    }

    /** In single precision, 2^24 + 1 is 2^24. */
    @Test
    void sumsInDoublePrecision() {
        var layer = new GlobalAveragePooling(new ImageShape(1, 1, 3), new double[] {1}, new double[1]);

        assertThat(layer.apply(Rows.ofFloats(1 << 24, 1, 1 - (1 << 24))).floats())
                .containsExactly(2 / 3f);
    }

    @Test
    void needsANumberForEachChannel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GlobalAveragePooling(new ImageShape(3, 1, 1), new double[2], new double[2]))
                .withMessageContaining("3 channels")
                .withMessageContaining("2");
    }
}
