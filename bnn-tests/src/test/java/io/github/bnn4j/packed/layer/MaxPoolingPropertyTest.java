package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaxPoolingPropertyTest {

    @Property(tries = 300)
    void takesTheGreatestOrTheLeastSignThatIsNotPadding(
            @ForAll @IntRange(min = 1, max = 3) int images,
            @ForAll @IntRange(min = 1, max = 140) int channels,
            @ForAll long seed) {
        Window window = Windows.random(new Random(seed), 8);
        Assume.that(window.rows().isOnInput() && window.columns().isOnInput());
        int[][] x = SignRows.random(images, window.input(channels).size(), seed);
        int[][] inverted = SignRows.random(1, channels, ~seed);
        var layer = new MaxPooling(channels, window, SignRows.pack(inverted));

        int[][] y = Rows.signsOf(layer.apply(Rows.ofSigns(x)));

        int[][] expected = new int[images][layer.outputs()];
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < expected[image].length; i++) {
                int channel = i % channels;
                expected[image][i] = pooled(window, x[image], i / channels, channels, channel, inverted[0][channel]);
            }
        }
        assertThat(y).isDeepEqualTo(expected);
    }

    /** With taps 7 apart, both beside the 5 rows. */
    @Test
    void refusesWindowsOnPaddingOnly() {
        Window window = new Window(new Axis(5, 1, 2, 1, 1, 7), new Axis(5, 5, 1, 1, 0, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxPooling(1, window, new long[1]))
                .withMessageContaining("only padding");
    }

    private static int pooled(Window window, int[] x, int pixel, int channels, int channel, int inverted) {
        int width = window.columns().output();
        int best = inverted;
        for (int i = 0; i < window.rows().size(); i++) {
            for (int j = 0; j < window.columns().size(); j++) {
                int row = window.rows().position(pixel / width, i);
                int column = window.columns().position(pixel % width, j);
                boolean inside = row >= 0
                        && row < window.rows().input()
                        && column >= 0
                        && column < window.columns().input();
                if (inside && x[(row * window.columns().input() + column) * channels + channel] == -inverted) {
                    best = -inverted;
                }
            }
        }
        return best;
    }
}
