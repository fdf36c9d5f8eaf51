package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;

/**
 * How a window slides over an image, in both directions.
 *
 * @param rows from top to bottom
 * @param columns from left to right
 */
public record Window(Axis rows, Axis columns) {

    /**
     * @throws IllegalArgumentException if there are 2^28 taps or more
     */
    public Window {
        if ((long) rows.size() * columns.size() > Integer.MAX_VALUE / 8) {
            throw new IllegalArgumentException(
                    "A window has less than 2^28 taps, got " + rows.size() + " x " + columns.size());
        }
    }

    /** A row of them after the other. */
    public int taps() {
        return rows.size() * columns.size();
    }

    /**
     * The border classes: pixels of the result whose windows have the same taps on padding. The class of a pixel is {@code
     * class of its row * classes of columns + class of its column}.
     */
    public int classes() {
        return rows.classes() * columns.classes();
    }

    /**
     * @param weights a row for each output
     * @throws IllegalArgumentException if a row has not a weight for each tap and channel
     */
    void checkWeights(BitMatrix weights, int channels) {
        if (weights.columns() != (long) taps() * channels) {
            throw new IllegalArgumentException("A window of " + taps() + " taps on " + channels
                    + " channels needs as many weights for each output, got " + weights.columns());
        }
    }

    /** The image that it slides over. */
    public ImageShape input(int channels) {
        return new ImageShape(channels, rows.input(), columns.input());
    }

    /** The image that results. */
    public ImageShape output(int channels) {
        return new ImageShape(channels, rows.output(), columns.output());
    }
}
