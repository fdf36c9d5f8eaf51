package io.github.bnn4j.cli.picture;

import java.nio.ByteBuffer;

/** Tells how a camera was held, by the numbers of EXIF: what has to be done to a picture before one looks at it. */
enum ExifOrientation {
    UPRIGHT,
    FLIPPED_SIDEWAYS,
    UPSIDE_DOWN,
    FLIPPED_UPSIDE_DOWN,
    /** Rows are columns. */
    TRANSPOSED,
    /** Its top is right. */
    TURNED_CLOCKWISE,
    /** Rows are columns, from the last to the first. */
    TRANSVERSE,
    TURNED_COUNTERCLOCKWISE;

    private static final int TAG = 0x0112;

    /**
     * Finds the orientation.
     *
     * @param exif what follows {@code Exif\0\0}
     * @return {@link #UPRIGHT} if it says nothing, or is damaged: so pictures look that have none
     */
    static ExifOrientation in(ByteBuffer exif) {
        try {
            long number = TiffDirectory.first(exif).value(TAG, 1);
            return number < 1 || number > values().length ? UPRIGHT : values()[(int) number - 1];
        } catch (IndexOutOfBoundsException damaged) {
            return UPRIGHT;
        }
    }

    boolean swapsSides() {
        return compareTo(TRANSPOSED) >= 0;
    }
}
