package io.github.bnn4j.cli.picture;

/**
 * Tells what the numbers of a pixel are as bytes: transparent pixels lie on white; of 16 bits, the nearest of 256 levels is
 * taken; and grey is the luma of ITU-R BT.601, of levels that are bytes already.
 *
 * @param white the highest number
 * @param channels 1 for grey, 3 for blue, green and red, 4 with what is transparent last
 * @param header tells what is transparent beside it
 */
record Levels(int white, int channels, PictureHeader header) {

    /**
     * Stores one pixel.
     *
     * @param from numbers, those of the pixel from index {@code at} on
     * @param to bytes, those of the pixel from index {@code target} on
     * @param stored 1 for grey, 3 for blue, green and red
     */
    void store(int[] from, int at, byte[] to, int target, int stored) {
        int opacity = opacity(from, at);
        boolean coloured = channels > 1;
        int blue = onWhite(from[at], opacity);
        int green = coloured ? onWhite(from[at + 1], opacity) : blue;
        int red = coloured ? onWhite(from[at + 2], opacity) : blue;
        if (stored == 1) {
            to[target] = (byte) luma(red, green, blue);
        } else {
            to[target] = (byte) blue;
            to[target + 1] = (byte) green;
            to[target + 2] = (byte) red;
        }
    }

    private int opacity(int[] from, int at) {
        if (header.opaque()) {
            return white;
        }
        if (channels == 1) {
            return header.hasTransparentGrey() && from[at] == header.transparentGrey() ? 0 : white;
        }
        return channels == 3 ? white : from[at + 3];
    }

    private int onWhite(int level, int opacity) {
        if (white == 255 && opacity == white) {
            return level;
        }
        long mixed = (long) level * opacity + (long) white * (white - opacity);
        long whole = (long) white * white;
        return (int) ((2 * 255 * mixed + whole) / (2 * whole));
    }

    private static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
}
