package io.github.bnn4j.packed.layer;

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

    /**
     * @param classes how many are told apart: 1 for none
     */
    static Borders of(Tile tile, int classes) {
        return classes == 1 ? new Borders(0, new int[0], new int[0]) : of(tile);
    }

    private static Borders of(Tile tile) {
        Axis rows = tile.window.rows();
        Axis columns = tile.window.columns();
        int[] ofRows = rows.classesOf(rows.output());
        int[] ofColumns = columns.classesOf(columns.output());
        int perRow = ofColumns[ofColumns.length - 1] + 1;
        int common = ofRows[rows.output() / 2] * perRow + ofColumns[columns.output() / 2];
        int[] all = new int[tile.pixelsOfImage()];
        int others = 0;
        for (int p = 0; p < all.length; p++) {
            all[p] = ofRows[tile.firstRow + p / columns.output()] * perRow + ofColumns[p % columns.output()];
            others += all[p] == common ? 0 : 1;
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

    /** The class of the pixels that are not listed. */
    int common() {
        return common;
    }

    /** How many pixels are listed. */
    int count() {
        return pixels.length;
    }

    /** A listed pixel, from 0 for the tile's first of an image. */
    int pixel(int i) {
        return pixels[i];
    }

    /** The class of a listed pixel. */
    int classOf(int i) {
        return classes[i];
    }
}
