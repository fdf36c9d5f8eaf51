package io.github.bnn4j.cli.picture;

import java.util.List;

/**
 * A pixel as it should be read.
 *
 * @param red 0 to 255, as are the others
 */
public record Pixel(int red, int green, int blue) {

    /** White. */
    public static final Pixel WHITE = new Pixel(255, 255, 255);

    public static Pixel grey(int level) {
        return new Pixel(level, level, level);
    }

    /** Of numbers up to {@code most}, of which {@code alpha} says how much of them is seen before white. */
    public static Pixel onWhite(int red, int green, int blue, int alpha, int most) {
        return new Pixel(mixed(red, alpha, most), mixed(green, alpha, most), mixed(blue, alpha, most));
    }

    private static int mixed(int level, int alpha, int most) {
        double share = (double) alpha / most;
        return (int) Math.round(255 * (share * level / most + 1 - share));
    }

    int luma() {
        return (int) Math.floor((299 * red + 587 * green + 114 * blue) / 1000.0 + 0.5);
    }

    /** Channel by channel. */
    public static byte[] planes(List<Pixel> pixels, int channels) {
        int plane = pixels.size();
        byte[] planes = new byte[channels * plane];
        for (int i = 0; i < plane; i++) {
            Pixel pixel = pixels.get(i);
            if (channels == 1) {
                planes[i] = (byte) pixel.luma();
            } else {
                planes[i] = (byte) pixel.red;
                planes[plane + i] = (byte) pixel.green;
                planes[2 * plane + i] = (byte) pixel.blue;
            }
        }
        return planes;
    }
}
