package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import org.junit.jupiter.api.Test;

class ChannelsLastTest {

    private static final ImageShape IMAGE = new ImageShape(3, 5, 7);
    private static final int IMAGES = 2;

    @Test
    void bytes() {
        int[][] x = Rows.randomBytes(IMAGES, IMAGE.size(), 1);

        assertThat(Rows.bytesOf(new ChannelsLast(ValueType.BYTES, IMAGE).apply(Rows.ofBytes(x, 4))))
                .isDeepEqualTo(permuted(x));
    }

    @Test
    void signs() {
        int[][] x = SignRows.random(IMAGES, IMAGE.size(), 2);

        assertThat(Rows.signsOf(new ChannelsLast(ValueType.SIGNS, IMAGE).apply(Rows.ofSigns(x))))
                .isDeepEqualTo(permuted(x));
    }

    @Test
    void floats() {
        float[][] x = Rows.randomFloats(IMAGES, IMAGE.size(), 3);

        float[][] y = Rows.floatsOf(new ChannelsLast(ValueType.FLOATS, IMAGE).apply(Rows.ofFloats(x, 4)));

        for (int image = 0; image < IMAGES; image++) {
            for (int i = 0; i < IMAGE.size(); i++) {
                assertThat(y[image][i]).isEqualTo(x[image][first(i)]);
            }
        }
    }

    private static int[][] permuted(int[][] x) {
        int[][] y = new int[x.length][IMAGE.size()];
        for (int image = 0; image < x.length; image++) {
            for (int i = 0; i < IMAGE.size(); i++) {
                y[image][i] = x[image][first(i)];
            }
        }
        return y;
    }

    /** Where the value with this index is, channels first. */
    private static int first(int i) {
        return i % 3 * 35 + i / 3;
    }
}
