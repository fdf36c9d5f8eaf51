package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.kernel.SignRows;
import java.util.Random;
import java.util.function.BiPredicate;

/**
 * What goes into a binary convolution on integers, with the sums that should come out, by the loops that one writes first.
 *
 * @param form signs or bytes
 * @param values signs or unsigned bytes, {@code [images][row, column, channel]}
 * @param weights signs, {@code [N][tap row, tap column, channel]}
 */
record ConvolutionProduct(Form form, int channels, Window window, int[][] values, int[][] weights) {

    static ConvolutionProduct random(Form form, int images, int channels, int outputs, int longest, long seed) {
        Window window = Windows.random(new Random(seed), longest);
        int size = window.input(channels).size();
        int[][] values =
                form == Form.SIGNS ? SignRows.random(images, size, seed) : Rows.randomBytes(images, size, seed);
        return new ConvolutionProduct(
                form, channels, window, values, SignRows.random(outputs, window.taps() * channels, ~seed));
    }

    BitMatrix kernel() {
        return SignRows.matrix(weights);
    }

    Activations activations() {
        return form == Form.SIGNS ? Rows.ofSigns(values) : Rows.ofBytes(values, 7);
    }

    int outputs() {
        return weights.length;
    }

    int pixels() {
        return window.output(1).pixels();
    }

    /**
     * The sum of products of an output pixel.
     *
     * @param padding what taps on padding hold
     */
    int sum(int image, int pixel, int n, int padding) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                int y = pixel / columns.output() * rows.stride() - rows.padding() + i * rows.dilation();
                int x = pixel % columns.output() * columns.stride() - columns.padding() + j * columns.dilation();
                boolean inside = y >= 0 && y < rows.input() && x >= 0 && x < columns.input();
                for (int c = 0; c < channels; c++) {
                    int weight = weights[n][(i * columns.size() + j) * channels + c];
                    sum += weight * (inside ? values[image][(y * columns.input() + x) * channels + c] : padding);
                }
            }
        }
        return sum;
    }

    /** Whether the taps of two output pixels that are on padding are the same. */
    boolean sameBorder(int pixel, int other) {
        for (int tap = 0; tap < window.taps(); tap++) {
            if (inside(pixel, tap) != inside(other, tap)) {
                return false;
            }
        }
        return true;
    }

    private boolean inside(int pixel, int tap) {
        int y = window.rows()
                .position(
                        pixel / window.columns().output(),
                        tap / window.columns().size());
        int x = window.columns()
                .position(
                        pixel % window.columns().output(),
                        tap % window.columns().size());
        return y >= 0
                && y < window.rows().input()
                && x >= 0
                && x < window.columns().input();
    }

    /** For each pixel, the number of its border class: that of the first pixel with the same taps on padding counts. */
    int[] classes() {
        int width = window.columns().output();
        int[] rows = numbered(window.rows().output(), (a, b) -> sameBorder(a * width, b * width));
        int[] columns = numbered(width, this::sameBorder);
        int[] classes = new int[pixels()];
        int perRow = columns[width - 1] + 1;
        for (int p = 0; p < classes.length; p++) {
            classes[p] = rows[p / width] * perRow + columns[p % width];
        }
        return classes;
    }

    private static int[] numbered(int count, BiPredicate<Integer, Integer> same) {
        int[] numbers = new int[count];
        for (int i = 1; i < count; i++) {
            numbers[i] = numbers[i - 1] + (same.test(i - 1, i) ? 0 : 1);
        }
        return numbers;
    }

    @Override
    public String toString() {
        return form + ", " + values.length + " images of " + channels + " channels, " + weights.length + " outputs, "
                + window;
    }
}
