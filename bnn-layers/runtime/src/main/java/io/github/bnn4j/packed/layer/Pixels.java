package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;

/** Numbers that belong to the features of a pixel, and so to each pixel of an example alike. A vector is one pixel. */
final class Pixels {

    /** Values that are computed in one loop: long enough to be worth a vector, and few enough for the cache. */
    private static final int AT_ONCE = 1024;

    private Pixels() {}

    /**
     * Returns how many values an example has.
     *
     * @throws IllegalArgumentException if a number is less than 1, or there are 2^28 values or more
     */
    static int values(int features, int pixels) {
        return new ImageShape(features, pixels, 1).size();
    }

    /** Returns how many values of whole pixels are computed in one loop. */
    static int together(int features, int pixels) {
        return features * Math.min(pixels, Math.max(1, AT_ONCE / features));
    }

    /** Returns the numbers over and over. */
    static float[] repeated(float[] numbers, int length) {
        float[] repeated = Workspace.floats(length);
        for (int i = 0; i < length; i++) {
            repeated[i] = numbers[i % numbers.length];
        }
        return repeated;
    }

    /**
     * @throws IllegalArgumentException if a number is not finite
     */
    static void checkFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "The " + name + " with index " + i + " must be finite, got " + values[i]);
            }
        }
    }
}
