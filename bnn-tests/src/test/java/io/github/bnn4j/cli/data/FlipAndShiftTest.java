package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlipAndShiftTest {

    private static byte[] image(PixelShape shape, long seed) {
        byte[] pixels = new byte[shape.pixels()];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    @Property(tries = 100)
    void twoFlipsAreNone(
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll long seed) {
        PixelShape shape = new PixelShape(channels, rows, columns);
        byte[] image = image(shape, seed);

        byte[] flipped = FlipAndShift.flipped(image, shape);

        assertThat(FlipAndShift.flipped(flipped, shape)).isEqualTo(image);
        assertThat(flipped[0]).isEqualTo(image[columns - 1]);
    }

    @Property(tries = 200)
    void shiftsEachChannelAndFillsWithTheBackground(
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll @IntRange(min = -10, max = 10) int down,
            @ForAll @IntRange(min = -10, max = 10) int right,
            @ForAll long seed) {
        PixelShape shape = new PixelShape(channels, rows, columns);
        byte[] image = image(shape, seed);
        byte[] expected = new byte[image.length];
        byte background = channels == 1 ? 0 : (byte) 128;
        for (int i = 0; i < expected.length; i++) {
            int row = i / columns % rows - down;
            int column = i % columns - right;
            boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
            expected[i] = inside ? image[i - down * columns - right] : background;
        }

        assertThat(FlipAndShift.shifted(image, shape, down, right)).isEqualTo(expected);
    }

    @Test
    void makesAllFlipsAndShiftsAndNothingElse() {
        PixelShape shape = new PixelShape(1, 3, 3);
        byte[] image = image(shape, 1);
        Set<String> shifted = shifted(image, shape);
        Set<String> possible = new HashSet<>(shifted);
        possible.addAll(shifted(FlipAndShift.flipped(image, shape), shape));

        assertThat(made(new FlipAndShift(true, 1), image, shape))
                .isEqualTo(possible)
                .hasSize(18);
        assertThat(made(new FlipAndShift(false, 1), image, shape))
                .isEqualTo(shifted)
                .hasSize(9);
        assertThat(made(new FlipAndShift(true, 0), image, shape)).hasSize(2);
    }

    private static Set<String> shifted(byte[] image, PixelShape shape) {
        Set<String> shifted = new HashSet<>();
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                shifted.add(Arrays.toString(FlipAndShift.shifted(image, shape, down, right)));
            }
        }
        return shifted;
    }

    private static Set<String> made(FlipAndShift change, byte[] image, PixelShape shape) {
        Set<String> made = new HashSet<>();
        Random random = new Random(2);
        for (int i = 0; i < 1000; i++) {
            made.add(Arrays.toString(change.apply(image.clone(), shape, random)));
        }
        return made;
    }

    @Test
    void refusesANegativeShift() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlipAndShift(true, -1))
                .withMessageContaining("-1");
    }
}
