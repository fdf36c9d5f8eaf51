package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedNetworkArgmaxTest {

    /** The scores are the values themselves. */
    private final PackedNetwork network = new PackedNetwork(new PackedContent(
            InputEncoding.floats(4),
            List.of(new Affine(new double[] {1, 1, 1, 1}, new double[] {0, 0, 0, 0})),
            List.of()));

    @Test
    void takesTheHighestScore() {
        assertThat(network.predict(new float[] {-3, -1, -2, -4})).isEqualTo(1);
        assertThat(network.predict(new float[] {0, 1, 2, 3})).isEqualTo(3);
        assertThat(network.predict(new float[] {3, 2, 1, -Float.MAX_VALUE})).isZero();
    }

    @Test
    void takesTheFirstOfEqualScores() {
        assertThat(network.predict(new float[] {1, 5, 5, 5})).isEqualTo(1);
        assertThat(network.predict(new float[] {7, 7, 7, 7})).isZero();
        assertThat(network.predict(new float[] {-0f, 0f, -1, -1})).isZero();
        assertThat(network.predict(
                        new float[] {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE}))
                .isZero();
    }

    @Test
    void doesSoForEachExampleOfABatch() {
        int[] classes = new int[3];

        network.predict(new float[] {0, 0, 1, 1, 2, 2, 0, 0, 0, 1, 0, 1}, 3, classes);

        assertThat(classes).containsExactly(2, 0, 1);
    }
}
