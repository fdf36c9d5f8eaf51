package io.github.bnn4j.packed.layer;

/**
 * Pixels of a result that are computed together, side by side: some rows of one image, all rows of several, or a part of a row
 * that is long. Enough of them that loops over them are long, and few enough that what belongs to them stays in the cache, and
 * in memory, whatever the sizes are.
 */
final class Tile {

    private static final int PIXELS = 1024;

    /** The windows of all pixels look at no more words than this: 64 MB. Large windows are for few pixels at a time. */
    private static final int WORDS = 1 << 24;

    final Window window;
    final int firstImage;
    final int images;
    final int firstRow;
    final int rows;
    final int firstColumn;
    final int columns;

    /** A tile has at most so many. */
    private final int most;

    private Tile(Window window, int most, int firstImage, int allImages, int firstRow, int firstColumn) {
        int width = window.columns().output();
        int height = window.rows().output();
        this.window = window;
        this.most = most;
        this.firstImage = firstImage;
        this.images = Math.min(allImages - firstImage, Math.max(1, most / width / height));
        this.firstRow = firstRow;
        this.rows = Math.min(height - firstRow, Math.max(1, most / width));
        this.firstColumn = firstColumn;
        this.columns = Math.min(width - firstColumn, most);
    }

    /**
     * Returns the first one of so many images; none is larger.
     *
     * @param wordsOfPixel what its window looks at
     * @param mostPixels at least 1
     */
    static Tile first(Window window, int images, int wordsOfPixel, long mostPixels) {
        int most = Math.max(1, Math.min(PIXELS, WORDS / wordsOfPixel));
        return new Tile(window, (int) Math.min(most, mostPixels), 0, images, 0, 0);
    }

    /** Returns the one after this one; null if this was the last. */
    Tile next(int allImages) {
        if (firstColumn + columns < window.columns().output()) {
            return new Tile(window, most, firstImage, allImages, firstRow, firstColumn + columns);
        }
        if (firstRow + rows < window.rows().output()) {
            return new Tile(window, most, firstImage, allImages, firstRow + rows, 0);
        }
        return firstImage + images == allImages ? null : new Tile(window, most, firstImage + images, allImages, 0, 0);
    }

    boolean isWholeImage() {
        return rows == window.rows().output() && columns == window.columns().output();
    }

    int pixels() {
        return images * pixelsOfImage();
    }

    /** Returns the count of pixels of each image. */
    int pixelsOfImage() {
        return rows * columns;
    }

    /** Returns the index of the first pixel in its image, which the others follow. */
    int firstPixel() {
        return firstRow * window.columns().output() + firstColumn;
    }

    /** Returns the first row of an image that a window looks at. */
    int firstInputRow() {
        return firstInput(window.rows(), firstRow);
    }

    /** Returns the row behind the last one of an image that a window looks at. */
    int endInputRow() {
        return endInput(window.rows(), firstRow + rows);
    }

    /** Returns the first column of an image that a window looks at; whole rows are taken whole. */
    int firstInputColumn() {
        return isOfWholeRows() ? 0 : firstInput(window.columns(), firstColumn);
    }

    /** Returns the column behind the last one of an image that a window looks at; whole rows are taken whole. */
    int endInputColumn() {
        return isOfWholeRows() ? window.columns().input() : endInput(window.columns(), firstColumn + columns);
    }

    private boolean isOfWholeRows() {
        return window.columns().output() <= most;
    }

    private static int firstInput(Axis axis, int first) {
        return Math.max(0, axis.position(first, 0));
    }

    private static int endInput(Axis axis, int end) {
        return Math.min(axis.input(), axis.position(end - 1, axis.size() - 1) + 1);
    }
}
