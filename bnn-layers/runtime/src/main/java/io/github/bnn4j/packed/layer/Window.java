package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
import java.util.Objects;

/**
 * Tells how a window slides over an image, in both directions.
 *
 * @param rows from top to bottom
 * @param columns from left to right
 */
public record Window(Axis rows, Axis columns) {

    /** Numbers, each a value or 32 channels of signs, that a product takes up of a window: 8 MB of them as doubles. */
    private static final int MOST_OF_PATCH = 1 << 20;

    /**
     * @throws IllegalArgumentException if there are 2^28 taps or more
     */
    public Window {
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(columns, "columns");
        if (!ArraySize.fits(ImageShape.MOST_VALUES, rows.size(), columns.size())) {
            throw new IllegalArgumentException(
                    "A window has less than 2^28 taps, got " + rows.size() + " x " + columns.size());
        }
    }

    /** Returns the count of taps; a row of them comes after the other. */
    public int taps() {
        return rows.size() * columns.size();
    }

    /**
     * Returns the border classes: pixels of the result whose windows have the same taps on padding. The class of a pixel
     * is {@code class of its row * classes of columns + class of its column}.
     */
    public int classes() {
        return ArraySize.product(rows.classes(), columns.classes());
    }

    /** Tells whether there are so many border classes, in time that they account for, not those that there are. */
    boolean hasClasses(int count) {
        return (long) rows.classes(count) * columns.classes(count) == count;
    }

    /**
     * @param type of the input
     * @param weights a row for each output
     * @throws IllegalArgumentException if a row has not a weight for each tap and channel, or a window is too large to be
     *     multiplied
     */
    void checkWeights(ValueType type, int channels, BitMatrix weights) {
        if (weights.columns() != (long) taps() * channels) {
            throw new IllegalArgumentException("A window of " + taps() + " taps on " + channels
                    + " channels needs as many weights for each output, got " + weights.columns());
        }
        if (!ArraySize.fits(MOST_OF_PATCH, taps(), ChannelPlanes.count(type, channels))) {
            throw new IllegalArgumentException("A window may look at no more than " + MOST_OF_PATCH
                    + " values, or that many times 32 channels of signs; one of " + taps() + " taps on " + channels
                    + " "
                    + type + " looks at more");
        }
    }

    /** Returns the image that it slides over. */
    public ImageShape input(int channels) {
        return new ImageShape(channels, rows.input(), columns.input());
    }

    /** Returns the image that results. */
    public ImageShape output(int channels) {
        return new ImageShape(channels, rows.output(), columns.output());
    }
}
