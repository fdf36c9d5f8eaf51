package io.github.bnn4j.packed.layer;

import java.util.Arrays;

/**
 * The border classes of a tile's pixels, for each image the same. Most pixels are of one class, the one in the middle; the
 * others are listed.
 */
final class Borders {

    private final int common;
    private final int[] pixels;
    private final int[] classes;

    private Borders(int common, int[] pixels, int[] classes) {
        this.common = common;
        this.pixels = pixels;
        this.classes = classes;
    }

    /** Returns borders without classes. */
    static Borders none() {
        return new Borders(0, new int[0], new int[0]);
    }

    /**
     * @param rowStarts the first row of each class of rows
     * @param columnStarts the first column of each class of columns
     */
    static Borders of(Tile tile, int[] rowStarts, int[] columnStarts) {
        int common = classOf(tile.window.rows().output() / 2, rowStarts) * columnStarts.length
                + classOf(tile.window.columns().output() / 2, columnStarts);
        int[] ofColumns = new int[tile.columns];
        for (int column = 0; column < ofColumns.length; column++) {
            ofColumns[column] = classOf(tile.firstColumn + column, columnStarts);
        }
        int[] all = new int[tile.pixelsOfImage()];
        int others = 0;
        for (int row = 0; row < tile.rows; row++) {
            int ofRow = classOf(tile.firstRow + row, rowStarts) * columnStarts.length;
            for (int column = 0; column < ofColumns.length; column++) {
                int number = ofRow + ofColumns[column];
                all[row * ofColumns.length + column] = number;
                others += number == common ? 0 : 1;
            }
        }
        int[] pixels = new int[others];
        int[] classes = new int[others];
        int i = 0;
        for (int p = 0; p < all.length; p++) {
            if (all[p] != common) {
                pixels[i] = p;
                classes[i++] = all[p];
            }
        }
        return new Borders(common, pixels, classes);
    }

    private static int classOf(int output, int[] starts) {
        int at = Arrays.binarySearch(starts, output);
        return at < 0 ? -at - 2 : at;
    }

    /** Returns the class of the pixels that are not listed. */
    int common() {
        return common;
    }

    /** Returns how many pixels are listed. */
    int count() {
        return pixels.length;
    }

    /** Returns a listed pixel, from 0 for the tile's first of an image. */
    int pixel(int i) {
        return pixels[i];
    }

    /** Returns the class of a listed pixel. */
    int classOf(int i) {
        return classes[i];
    }

    /** Adds to each listed pixel of an image what belongs to its class. */
    void add(int[] ofClass, int[] values, int firstPixel) {
        for (int i = 0; i < pixels.length; i++) {
            values[firstPixel + pixels[i]] += ofClass[classes[i]];
        }
    }
}
