package io.github.bnn4j.cli;

import java.util.Random;

/**
 * Images of ten classes that are easy to tell apart: bands of rows are dark or bright, with noise, and no two classes are alike
 * in more than half of the bands.
 */
public final class MadeUpImages {

    private static final int DARK = 78;
    private static final int BRIGHT = 178;
    private static final int NOISE = 70;

    /** Of each of eight bands, the bits of the class whose parity makes it bright: the extended Hamming code. */
    private static final int[] CODE = {1, 2, 4, 8, 7, 11, 13, 14};

    private MadeUpImages() {}

    /**
     * The bytes of an image, channel after channel and row by row.
     *
     * @param label the class, from 0 to 9
     * @param side both height and width
     */
    public static byte[] image(int label, int channels, int side, Random random) {
        int bands = (CODE.length + channels - 1) / channels;
        byte[] pixels = new byte[channels * side * side];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i / (side * side);
            int row = i / side % side;
            int band = (bands * channel + row * bands / side) % CODE.length;
            int middle = Integer.bitCount(label & CODE[band]) % 2 == 0 ? DARK : BRIGHT;
            pixels[i] = (byte) (middle + random.nextInt(2 * NOISE) - NOISE);
        }
        return pixels;
    }
}
