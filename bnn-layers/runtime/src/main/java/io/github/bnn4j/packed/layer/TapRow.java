package io.github.bnn4j.packed.layer;

/**
 * Holds what one tap of a window sees along a row of the result, side by side: all channels of all pixels are then computed
 * in one loop, at the same index, of which the compiler makes vectors.
 */
final class TapRow {

    private TapRow() {}

    /** Takes what a tap sees, from an index to another one of a row's values; where the tap is on padding, there is none. */
    interface Step {
        void run(float[] seen, int from, int end);
    }

    /**
     * Looks with all taps that are not on padding, in order, at one row of an image.
     *
     * @param image index of the first value
     * @param seen room for {@code columns.output() * channels} values
     */
    static void forEachTap(float[] x, int image, Window window, int channels, int outputRow, float[] seen, Step step) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        for (int i = rows.firstTap(outputRow); i < rows.endTap(outputRow); i++) {
            int line = image + rows.position(outputRow, i) * columns.input() * channels;
            for (int j = 0; j < columns.size(); j++) {
                copy(x, line, columns, j, channels, 0, columns.output(), seen, step);
            }
        }
    }

    /**
     * Looks with one tap at some columns of the result.
     *
     * @param line index of the first value of the image's row
     * @param start the first column
     * @param end the column behind the last one
     * @param seen room for {@code (end - start) * channels} values
     */
    static void copy(
            float[] x, int line, Axis columns, int tap, int channels, int start, int end, float[] seen, Step step) {
        int first = Math.max(start, columns.firstOutput(tap));
        int last = Math.min(end, columns.endOutput(tap));
        if (first >= last) {
            return;
        }
        int pixels = columns.stride() == 1 ? last - first : 1;
        for (int o = first; o < last; o += pixels) {
            int from = line + columns.position(o, tap) * channels;
            System.arraycopy(x, from, seen, (o - start) * channels, pixels * channels);
        }
        step.run(seen, (first - start) * channels, (last - start) * channels);
    }
}
