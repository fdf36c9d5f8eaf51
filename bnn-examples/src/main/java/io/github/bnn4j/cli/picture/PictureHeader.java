package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.util.Locale;

/**
 * Holds what the file of a picture announces, read without its pixels.
 *
 * @param width of the picture as it is stored, at least 1
 * @param height as it is stored, at least 1
 * @param turn how it has to be turned to be looked at
 * @param transparentGrey the level of grey that stands for transparent pixels, in the depth of the file; -1 if none does
 * @param opaque whether what a decoder gives as a fourth channel says nothing
 */
record PictureHeader(int width, int height, ExifOrientation turn, int transparentGrey, boolean opaque) {

    /** A picture of 8192 x 8192 has as many: more than all but a few cameras have, and 200 MB as bytes of red, green and blue. */
    static final int MAX_PIXELS = 1 << 26;

    private static final int NO_GREY = -1;

    /**
     * Takes a size for true that can be decoded.
     *
     * @throws IOException if it has no pixels, or more than {@link #MAX_PIXELS}
     */
    static PictureHeader of(long width, long height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IOException("it has no pixels, its size is " + width + " x " + height);
        }
        if (width > MAX_PIXELS || height > MAX_PIXELS || width * height > MAX_PIXELS) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "its size is %d x %d, and pictures may have %,d pixels at most: scale it first",
                    width,
                    height,
                    MAX_PIXELS));
        }
        return new PictureHeader((int) width, (int) height, ExifOrientation.UPRIGHT, NO_GREY, false);
    }

    PictureHeader turned(ExifOrientation orientation) {
        return new PictureHeader(width, height, orientation, transparentGrey, opaque);
    }

    PictureHeader withTransparent(int grey) {
        return new PictureHeader(width, height, turn, grey, opaque);
    }

    PictureHeader withoutTransparency() {
        return new PictureHeader(width, height, turn, NO_GREY, true);
    }

    boolean hasTransparentGrey() {
        return transparentGrey != NO_GREY;
    }

    /** Returns the width of the picture as one looks at it. */
    int shownWidth() {
        return turn.swapsSides() ? height : width;
    }

    /** Returns the height of the picture as one looks at it. */
    int shownHeight() {
        return turn.swapsSides() ? width : height;
    }
}
