package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.size.ArraySize;

/**
 * The size of an image. Between layers, the values of a pixel follow one another, channel by channel, pixel after pixel, row
 * after row: channels last.
 *
 * @param channels at least 1
 * @param height at least 1
 * @param width at least 1
 */
public record ImageShape(int channels, int height, int width) {

    /**
     * An example has at most so many values between any two layers: so arrays have room for them, and positions are far from
     * the largest number.
     */
    static final int MOST_VALUES = Integer.MAX_VALUE / 8;

    /**
     * @throws IllegalArgumentException if a size is less than 1, or there are 2^28 values or more
     */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1 || !ArraySize.fits(MOST_VALUES, channels, height, width)) {
            throw new IllegalArgumentException("An example needs at least 1 value and less than 2^28, got " + channels
                    + " x " + height + " x " + width);
        }
    }

    /** Returns height times width. */
    public int pixels() {
        return height * width;
    }

    /** Returns the count of values of an example. */
    public int size() {
        return channels * height * width;
    }

    /** Returns the size as people write it, such as {@code 3x32x32}. */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
