package io.github.bnn4j.cli.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Draws the kernels of a first layer as images, side by side: {@code -bound} is black, 0 grey, {@code bound} white. So
 * binary kernels with a bound of 1 are black and white. Of three channels, the first is drawn as red, then green, blue.
 * Values beyond the bound are drawn as the bound, NaN is drawn red. A caption above says how many of the kernels these are, and
 * what the colours mean.
 *
 * <p>Each weight becomes a square of so many pixels that a kernel is at least 64 pixels wide.
 *
 * @param channels 1 or 3
 * @param rows height of a kernel in weights, at least 1
 * @param columns width of a kernel in weights, at least 1
 * @param tilesPerRow kernels side by side, at least 1
 * @param maxTiles how many kernels are drawn at most, the first ones; at least 1
 * @param bound the greatest magnitude, positive and finite
 */
public record KernelMosaic(int channels, int rows, int columns, int tilesPerRow, int maxTiles, float bound) {

    private static final int MIN_KERNEL_WIDTH = 64;
    private static final int GAP = 1;

    /** Coloured, as every grey may be a weight. */
    private static final int GAP_COLOUR = 0xE69F00;

    private static final int BACKGROUND = 0xFFFFFF;

    private static final int NAN_COLOUR = 0xD62728;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public KernelMosaic {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Kernels of 1 or 3 channels can be drawn, not of " + channels + ".");
        }
        requirePositive("rows", rows);
        requirePositive("columns", columns);
        requirePositive("tilesPerRow", tilesPerRow);
        requirePositive("maxTiles", maxTiles);
        if (!(bound > 0 && Float.isFinite(bound))) {
            throw new IllegalArgumentException("The bound must be positive and finite, not " + bound + ".");
        }
    }

    /**
     * Writes the picture as a PNG file.
     *
     * @param title says whose kernels these are; the caption begins with it
     * @param kernels at least one kernel, each of {@code channels * rows * columns} weights, channel by channel,
     *     row-major
     * @param target the file to create or replace; its directory must exist
     * @throws IllegalArgumentException if there is no kernel or one has another count of weights
     * @throws IOException if the file cannot be written
     */
    public void write(String title, float[][] kernels, Path target) throws IOException {
        BufferedImage picture = draw(kernels);
        PngFile.write(Caption.above(picture, title + ". " + legend(kernels)), target);
    }

    /** Says what the picture shows, and what its colours mean. */
    String legend(float[][] kernels) {
        int tiles = Math.min(kernels.length, maxTiles);
        String which = tiles == kernels.length
                ? String.format(Locale.ROOT, "All %,d kernels", tiles)
                : String.format(Locale.ROOT, "The first %,d of %,d kernels", tiles, kernels.length);
        return which + " of the first layer; " + colours(kernels) + ".";
    }

    private String colours(float[][] kernels) {
        String greatest = number(bound);
        if (channels == 3) {
            return "red, green and blue are the channels: dark is -%s, bright +%s".formatted(greatest, greatest);
        }
        return hasTwoValues(kernels)
                ? "black is -%s, white +%s".formatted(greatest, greatest)
                : "black is -%s, grey 0, white +%s".formatted(greatest, greatest);
    }

    private static String number(float value) {
        return value == Math.rint(value) ? String.valueOf((int) value) : String.format(Locale.ROOT, "%.3g", value);
    }

    private boolean hasTwoValues(float[][] kernels) {
        for (float[] kernel : kernels) {
            for (float weight : kernel) {
                if (Math.abs(weight) != bound) {
                    return false;
                }
            }
        }
        return true;
    }

    private void requireShape(float[][] kernels) {
        if (kernels.length == 0) {
            throw new IllegalArgumentException("There are no kernels to draw: give at least one.");
        }
        for (int i = 0; i < kernels.length; i++) {
            if (kernels[i].length != (long) channels * rows * columns) {
                throw new IllegalArgumentException("Kernel %d has %d weights: %d of %d x %d need %d."
                        .formatted(i, kernels[i].length, channels, rows, columns, (long) channels * rows * columns));
            }
        }
    }

    /** Returns the tiles alone. */
    BufferedImage draw(float[][] kernels) {
        requireShape(kernels);
        int tiles = Math.min(kernels.length, maxTiles);
        int tilesAcross = Math.min(tiles, tilesPerRow);
        int tilesDown = (tiles + tilesPerRow - 1) / tilesPerRow;
        int tileWidth = columns * scale() + GAP;
        int tileHeight = rows * scale() + GAP;
        var image = new BufferedImage(
                tilesAcross * tileWidth + GAP, tilesDown * tileHeight + GAP, BufferedImage.TYPE_INT_RGB);
        fill(image, 0, 0, image.getWidth(), image.getHeight(), BACKGROUND);
        for (int tile = 0; tile < tiles; tile++) {
            int left = tile % tilesPerRow * tileWidth;
            int top = tile / tilesPerRow * tileHeight;
            fill(image, left, top, tileWidth + GAP, tileHeight + GAP, GAP_COLOUR);
            drawKernel(image, left + GAP, top + GAP, kernels[tile]);
        }
        return image;
    }

    private int scale() {
        return (MIN_KERNEL_WIDTH + columns - 1) / columns;
    }

    private void drawKernel(BufferedImage image, int left, int top, float[] kernel) {
        int plane = rows * columns;
        for (int i = 0; i < plane; i++) {
            int x = left + i % columns * scale();
            int y = top + i / columns * scale();
            int green = (channels - 1) / 2 * plane + i;
            int blue = (channels - 1) * plane + i;
            fill(image, x, y, scale(), scale(), colourOf(kernel[i], kernel[green], kernel[blue]));
        }
    }

    private int colourOf(float red, float green, float blue) {
        if (Float.isNaN(red) || Float.isNaN(green) || Float.isNaN(blue)) {
            return NAN_COLOUR;
        }
        return brightness(red) << 16 | brightness(green) << 8 | brightness(blue);
    }

    private int brightness(float weight) {
        float clipped = Math.max(-bound, Math.min(bound, weight));
        return Math.round((clipped / bound + 1) / 2 * 255);
    }

    private static void fill(BufferedImage image, int left, int top, int width, int height, int colour) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                image.setRGB(x, y, colour);
            }
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value + ".");
        }
    }
}
