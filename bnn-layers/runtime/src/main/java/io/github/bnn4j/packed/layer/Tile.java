package io.github.bnn4j.packed.layer;

/**
 * Pixels of a result that are computed together, side by side: some rows of one image, or all rows of several. Enough of
 * them that loops over them are long, and few enough that what belongs to them stays in the cache.
 */
final class Tile {

    private static final int PIXELS = 1024;

    final Window window;
    final int firstImage;
    final int images;
    final int firstRow;
    final int rows;

    private Tile(Window window, int firstImage, int images, int firstRow, int rows) {
        this.window = window;
        this.firstImage = firstImage;
        this.images = images;
        this.firstRow = firstRow;
        this.rows = rows;
    }

    /** The first one of so many images. */
    static Tile first(Window window, int images) {
        int width = window.columns().output();
        int height = window.rows().output();
        int together = Math.min(images, Math.max(1, PIXELS / width / height));
        int rows = Math.min(height, Math.max(1, PIXELS / width));
        return new Tile(window, 0, together, 0, rows);
    }

    /** The one after this one, not larger than the first; null if this was the last. */
    Tile next(int allImages) {
        int height = window.rows().output();
        int row = firstRow + rows;
        if (row < height) {
            return new Tile(window, firstImage, images, row, Math.min(rows, height - row));
        }
        int image = firstImage + images;
        if (image == allImages) {
            return null;
        }
        return firstRow == 0
                ? new Tile(window, image, Math.min(images, allImages - image), 0, rows)
                : new Tile(window, image, 1, 0, first(window, 1).rows);
    }

    int pixels() {
        return images * pixelsOfImage();
    }

    /** Of each image. */
    int pixelsOfImage() {
        return rows * window.columns().output();
    }

    /** Index of the first pixel in its image. */
    int firstPixel() {
        return firstRow * window.columns().output();
    }

    /** The first row of an image that a window looks at. */
    int firstInputRow() {
        return Math.max(0, window.rows().position(firstRow, 0));
    }

    /** The row behind the last one of an image that a window looks at. */
    int endInputRow() {
        Axis axis = window.rows();
        return Math.min(axis.input(), axis.position(firstRow + rows - 1, axis.size() - 1) + 1);
    }
}
