package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CutoutTest {

    private static final PixelShape SHAPE = new PixelShape(2, 5, 7);

    /** Which pixels of the first channel are covered; the same of the second. */
    private static boolean[][] covered(int side, Random random) {
        byte[] pixels = new Cutout(side).apply(new byte[SHAPE.pixels()], SHAPE, random);
        boolean[][] covered = new boolean[5][7];
        for (int i = 0; i < 35; i++) {
            assertThat(pixels[i]).isIn((byte) 0, Augmentation.GREY).isEqualTo(pixels[35 + i]);
            covered[i / 7][i % 7] = pixels[i] == Augmentation.GREY;
        }
        return covered;
    }

    @Test
    void coversOneSquareOrWhatOfItIsWithinTheImage() {
        Random random = new Random(3);
        int most = 0;
        for (int n = 0; n < 200; n++) {
            boolean[][] covered = covered(3, random);
            int top = 5;
            int bottom = -1;
            int left = 7;
            int right = -1;
            int count = 0;
            for (int row = 0; row < 5; row++) {
                for (int column = 0; column < 7; column++) {
                    if (covered[row][column]) {
                        count++;
                        top = Math.min(top, row);
                        bottom = Math.max(bottom, row);
                        left = Math.min(left, column);
                        right = Math.max(right, column);
                    }
                }
            }
            assertThat(count).isBetween(4, 9).isEqualTo((bottom - top + 1) * (right - left + 1));
            most = Math.max(most, count);
        }
        assertThat(most).isEqualTo(9);
    }

    @Test
    void coversEachPixelAtTimes() {
        Random random = new Random(4);
        boolean[] ever = new boolean[35];
        for (int n = 0; n < 1000; n++) {
            boolean[][] covered = covered(1, random);
            for (int i = 0; i < 35; i++) {
                ever[i] |= covered[i / 7][i % 7];
            }
        }
        assertThat(ever).containsOnly(true);
    }

    @Test
    void comesAfterAnotherChange() {
        Augmentation white = (pixels, shape, random) -> {
            Arrays.fill(pixels, (byte) 255);
            return pixels;
        };
        byte[] pixels = white.then(new Cutout(2)).apply(new byte[SHAPE.pixels()], SHAPE, new Random(1));
        assertThat(pixels).contains(Augmentation.GREY).contains(255).doesNotContain(0);
    }

    @Test
    void refusesASideOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cutout(0)).withMessageContaining("got 0");
    }
}
