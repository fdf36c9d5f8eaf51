package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.packed.layer.Elementwise.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Property(tries = 200)
    void followsItsFormula(@ForAll @IntRange(min = 1, max = 20) int width, @ForAll long seed) {
        float[][] x = Rows.randomFloats(3, width, seed);

        float[][] y = softmax(x);

        for (int row = 0; row < x.length; row++) {
            double sum = 0;
            for (float value : x[row]) {
                sum += Math.exp(value);
            }
            for (int i = 0; i < width; i++) {
                assertThat((double) y[row][i]).isCloseTo(Math.exp(x[row][i]) / sum, within(1e-7));
            }
        }
    }

    @Test
    void doesNotOverflowWithLargeValues() {
        assertThat(softmax(new float[][] {{1e4f, 1e4f}, {3e38f, -3e38f}, {-1e4f, -1e4f}}))
                .isDeepEqualTo(new float[][] {{0.5f, 0.5f}, {1, 0}, {0.5f, 0.5f}});
    }

    @Test
    void dependsOnDifferencesOnly() {
        float[][] near = softmax(new float[][] {{0, 1, 2}});
        float[][] far = softmax(new float[][] {{10_000, 10_001, 10_002}});

        assertThat(far).isDeepEqualTo(near);
    }

    @Test
    void ofOneValueIsOne() {
        assertThat(softmax(new float[][] {{-77}, {5}})).isDeepEqualTo(new float[][] {{1}, {1}});
    }

    private static float[][] softmax(float[][] x) {
        return Rows.floatsOf(new Elementwise(Function.SOFTMAX, 0, x[0].length).apply(Rows.ofFloats(x, 2)));
    }
}
