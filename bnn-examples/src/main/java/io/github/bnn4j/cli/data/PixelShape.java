package io.github.bnn4j.cli.data;

/**
 * Tells what the pixels of an image are: so many numbers, channel by channel, each channel row by row.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param rows height, at least 1
 * @param columns width, at least 1
 */
public record PixelShape(int channels, int rows, int columns) {

    /**
     * @throws IllegalArgumentException if a number is less than 1
     */
    public PixelShape {
        if (channels < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "Images must have at least 1 channel and 1 x 1 pixels, not " + text(channels, rows, columns) + ".");
        }
    }

    static PixelShape grey(int rows, int columns) {
        return new PixelShape(1, rows, columns);
    }

    /** Returns how many numbers an image is. */
    public int pixels() {
        return channels * rows * columns;
    }

    /** Returns a text such as {@code 28 x 28}, or {@code 3 x 32 x 32} if there are more channels than one. */
    @Override
    public String toString() {
        return text(channels, rows, columns);
    }

    private static String text(int channels, int rows, int columns) {
        return (channels == 1 ? "" : channels + " x ") + rows + " x " + columns;
    }
}
