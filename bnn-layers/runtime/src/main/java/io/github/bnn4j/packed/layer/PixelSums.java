package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;

/**
 * Sums of a float convolution for pixels side by side: where there are few outputs, loops over these would be short. Of each value that a
 * window looks at there is a row, with all pixels of a block, 0 where it is on padding. Numbers are added in the same order as {@link
 * FloatSums} adds them.
 */
final class PixelSums {

    /** What windows look at, for all pixels of a block: 128 kB, which stay in the cache. */
    private static final int VALUES_AT_ONCE = 1 << 15;

    /** With fewer pixels in a block, or more outputs, loops over outputs are as long. */
    private static final int LEAST_PIXELS = 64;

    private static final int MOST_OUTPUTS = 64;

    private final Window window;
    private final int channels;
    private final float[] bias;

    /** {@code [tap * channels + channel][output]}. */
    private final float[][] weights;

    private final int block;

    PixelSums(Window window, int channels, float[][] weights, float[] bias) {
        this.window = window;
        this.channels = channels;
        this.weights = weights;
        this.bias = bias;
        this.block = block(window, channels);
    }

    private static int block(Window window, int channels) {
        return Math.min(
                window.rows().output() * window.columns().output(), VALUES_AT_ONCE / (window.taps() * channels));
    }

    /** Tells whether it is faster than loops over outputs. */
    static boolean isFaster(Window window, int channels, int outputs) {
        return outputs <= MOST_OUTPUTS
                && window.taps() * channels <= VALUES_AT_ONCE / LEAST_PIXELS
                && block(window, channels) >= LEAST_PIXELS;
    }

    /**
     * @param image index of the first value of the image, channels last
     * @param to index of the first value of the result, channels last
     */
    void apply(float[] x, int image, float[] out, int to) {
        int pixels = window.rows().output() * window.columns().output();
        float[][] seen = Workspace.floats(weights.length, block);
        float[] sums = Workspace.floats(block);
        for (int first = 0; first < pixels; first += block) {
            int count = Math.min(block, pixels - first);
            see(x, image, first, count, seen);
            for (int n = 0; n < bias.length; n++) {
                Arrays.fill(sums, bias[n]);
                add(seen, n, sums);
                int at = to + first * bias.length + n;
                for (int p = 0; p < count; p++) {
                    out[at + p * bias.length] = sums[p];
                }
            }
        }
    }

    private void see(float[] x, int image, int first, int count, float[][] seen) {
        for (int tap = 0; tap < window.taps(); tap++) {
            int row = tap / window.columns().size();
            int column = tap % window.columns().size();
            for (int p = 0; p < count; ) {
                int outputRow = (first + p) / window.columns().output();
                int start = (first + p) % window.columns().output();
                int end = Math.min(window.columns().output(), start + count - p);
                see(x, image, outputRow, row, start, end, column, seen, tap * channels, p);
                p += end - start;
            }
        }
    }

    /** What a tap sees from some columns of a row of the result. */
    private void see(
            float[] x,
            int image,
            int outputRow,
            int row,
            int start,
            int end,
            int column,
            float[][] seen,
            int k,
            int to) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int y = rows.position(outputRow, row);
        boolean outside = y < 0 || y >= rows.input();
        int from = outside ? end : Math.max(start, Math.min(end, columns.firstOutput(column)));
        int until = outside ? end : Math.max(from, Math.min(end, columns.endOutput(column)));
        int step = columns.stride() * channels;
        for (int c = 0; c < channels; c++) {
            float[] target = seen[k + c];
            Arrays.fill(target, to, to + from - start, 0);
            Arrays.fill(target, to + until - start, to + end - start, 0);
            int at = from < until ? image + (y * columns.input() + columns.position(from, column)) * channels + c : 0;
            for (int o = from; o < until; o++) {
                target[to + o - start] = x[at];
                at += step;
            }
        }
    }

    /** A tap after the other, four channels at a time. */
    private void add(float[][] seen, int n, float[] sums) {
        for (int k = 0; k < weights.length; k += channels) {
            int c = k;
            for (; c + 4 <= k + channels; c += 4) {
                addFour(
                        seen[c],
                        seen[c + 1],
                        seen[c + 2],
                        seen[c + 3],
                        weights[c][n],
                        weights[c + 1][n],
                        weights[c + 2][n],
                        weights[c + 3][n],
                        sums);
            }
            for (; c < k + channels; c++) {
                addOne(seen[c], weights[c][n], sums);
            }
        }
    }

    private static void addFour(
            float[] x0, float[] x1, float[] x2, float[] x3, float w0, float w1, float w2, float w3, float[] sums) {
        for (int p = 0; p < sums.length; p++) {
            sums[p] += x0[p] * w0 + x1[p] * w1 + x2[p] * w2 + x3[p] * w3;
        }
    }

    private static void addOne(float[] x, float w, float[] sums) {
        for (int p = 0; p < sums.length; p++) {
            sums[p] += x[p] * w;
        }
    }
}
