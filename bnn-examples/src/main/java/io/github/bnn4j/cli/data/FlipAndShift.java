package io.github.bnn4j.cli.data;

import java.util.Arrays;
import java.util.Random;

/**
 * Flips every other image left to right, where a mirror image is of the same class, and shifts all of them, as a crop of a larger,
 * padded image does (Lee et al. 2015, "Deeply-Supervised Nets"; used for CIFAR-10 since).
 *
 * @param flip whether images are flipped at all: photographs may be, digits may not
 * @param most how many pixels an image is shifted at most, in each of four directions; at least 0
 */
public record FlipAndShift(boolean flip, int most) implements Augmentation {

    /**
     * @throws IllegalArgumentException if the number is negative
     */
    public FlipAndShift {
        if (most < 0) {
            throw new IllegalArgumentException("Images are shifted by at least 0 pixels, not " + most + ".");
        }
    }

    @Override
    public byte[] apply(byte[] pixels, PixelShape shape, Random random) {
        // All drawn, whatever comes of it: the next image's numbers must not depend on this one's.
        boolean mirrored = flip && random.nextBoolean();
        int down = random.nextInt(2 * most + 1) - most;
        int right = random.nextInt(2 * most + 1) - most;
        return shifted(mirrored ? flipped(pixels, shape) : pixels, shape, down, right);
    }

    /** Returns the mirror image. */
    static byte[] flipped(byte[] pixels, PixelShape shape) {
        byte[] flipped = new byte[pixels.length];
        int columns = shape.columns();
        for (int row = 0; row < pixels.length; row += columns) {
            for (int i = 0; i < columns; i++) {
                flipped[row + i] = pixels[row + columns - 1 - i];
            }
        }
        return flipped;
    }

    /** Returns black for images of one channel, which are drawn on it, as digits are, and grey for photographs. */
    static byte background(PixelShape shape) {
        return shape.channels() == 1 ? 0 : GREY;
    }

    /**
     * Returns the image shifted, with its background where nothing is known.
     *
     * @param down by how many pixels; negative for up
     * @param right by how many pixels; negative for left
     */
    static byte[] shifted(byte[] pixels, PixelShape shape, int down, int right) {
        byte[] shifted = new byte[pixels.length];
        Arrays.fill(shifted, background(shape));
        int rows = shape.rows();
        int columns = shape.columns();
        int length = columns - Math.abs(right);
        for (int channel = 0; channel < shape.channels() && length > 0; channel++) {
            for (int row = Math.max(0, down); row < Math.min(rows, rows + down); row++) {
                int from = (channel * rows + row - down) * columns + Math.max(0, -right);
                int to = (channel * rows + row) * columns + Math.max(0, right);
                System.arraycopy(pixels, from, shifted, to, length);
            }
        }
        return shifted;
    }
}
