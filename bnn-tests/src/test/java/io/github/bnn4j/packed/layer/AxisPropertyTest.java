package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Classes and what is on padding, against the loops over all outputs and taps. */
class AxisPropertyTest {

    /** Just below the longest. */
    private static final int LONG = (1 << 28) - 1;

    @Property(tries = 3000)
    void outputsWithOtherTapsOnPaddingAreOfAnotherClass(@ForAll long seed) {
        Axis axis = random(new Random(seed));
        int[] classes = new int[axis.output()];
        for (int o = 1; o < classes.length; o++) {
            classes[o] = classes[o - 1] + (Arrays.equals(inside(axis, o), inside(axis, o - 1)) ? 0 : 1);
        }

        assertThat(axis.classesOf(axis.output())).as(axis.toString()).isEqualTo(classes);
        assertThat(axis.classesOf(axis.output() / 2)).isEqualTo(Arrays.copyOf(classes, axis.output() / 2));
        assertThat(axis.classes()).isEqualTo(classes[classes.length - 1] + 1);
        assertThat(axis.classStarts())
                .isEqualTo(IntStream.range(0, classes.length)
                        .filter(o -> o == 0 || classes[o] != classes[o - 1])
                        .toArray());
        for (int most = 1; most < 5; most++) {
            assertThat(axis.classes(most)).isEqualTo(Math.min(axis.classes(), most + 1));
        }
    }

    @Property(tries = 3000)
    void isOnInputIfEachOutputHasATapOnIt(@ForAll long seed) {
        Axis axis = random(new Random(seed));
        boolean all = true;
        for (int o = 0; o < axis.output(); o++) {
            boolean any = false;
            for (boolean tap : inside(axis, o)) {
                any |= tap;
            }
            all &= any;
        }

        assertThat(axis.isOnInput()).as(axis.toString()).isEqualTo(all);
    }

    /** Strides and dilations much longer than the input, too. */
    private static Axis random(Random random) {
        int input = 1 + random.nextInt(12);
        int size = 1 + random.nextInt(6);
        int dilation = 1 + random.nextInt(random.nextBoolean() ? 3 : 40);
        int stride = 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
        int padding = random.nextInt((size - 1) * dilation + 1);
        int most = (input + padding - 1) / stride + 1;
        return new Axis(input, 1 + random.nextInt(most), size, stride, padding, dilation);
    }

    private static boolean[] inside(Axis axis, int o) {
        boolean[] inside = new boolean[axis.size()];
        for (int tap = 0; tap < inside.length; tap++) {
            int position = o * axis.stride() - axis.padding() + tap * axis.dilation();
            inside[tap] = position >= 0 && position < axis.input();
        }
        return inside;
    }

    /** A loop over outputs would take some minutes for these. */
    @Test
    @Timeout(60)
    void manyOutputsTakeNoTime() {
        for (int i = 0; i < 1000; i++) {
            Axis same = new Axis(LONG, LONG, 3, 1, 1, 1);
            assertThat(same.classes()).isEqualTo(3);
            assertThat(same.classStarts()).containsExactly(0, 1, LONG - 1);
            // The gap between the taps is one longer than the input, and an output is in it or not.
            int half = 1 << 27;
            assertThat(new Axis(half, half, 2, 1, half + 1, half + 1).isOnInput())
                    .isTrue();
            assertThat(new Axis(half, half + 1, 2, 1, half + 1, half + 1).isOnInput())
                    .isFalse();
            // Every second one is looked at, by steps that are longer than the gap.
            assertThat(new Axis(half - 1, half / 2, 2, 2, half, half).isOnInput())
                    .isTrue();
            assertThat(new Axis(half - 1, half / 2, 2, 2, half - 1, half).isOnInput())
                    .isFalse();
        }
    }
}
