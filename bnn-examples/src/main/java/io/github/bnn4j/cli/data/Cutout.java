package io.github.bnn4j.cli.data;

import java.util.Arrays;
import java.util.Random;

/**
 * Covers a square of each image with grey, anywhere: as much of it as lies within the image, whose every pixel is its middle as often
 * (DeVries and Taylor 2017, arXiv 1708.04552).
 *
 * @param side of the square in pixels, at least 1
 */
public record Cutout(int side) implements Augmentation {

    /**
     * @throws IllegalArgumentException if the side is not as said
     */
    public Cutout {
        if (side < 1) {
            throw new IllegalArgumentException("The side of a cutout must be at least 1 pixel, got " + side);
        }
    }

    @Override
    public byte[] apply(byte[] pixels, PixelShape shape, Random random) {
        int top = random.nextInt(shape.rows()) - side / 2;
        int left = random.nextInt(shape.columns()) - side / 2;
        int firstColumn = Math.max(0, left);
        int endColumn = Math.min(shape.columns(), left + side);
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = Math.max(0, top); row < Math.min(shape.rows(), top + side); row++) {
                int start = (channel * shape.rows() + row) * shape.columns();
                Arrays.fill(pixels, start + firstColumn, start + endColumn, GREY);
            }
        }
        return pixels;
    }
}
