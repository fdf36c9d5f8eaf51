package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Random;

/**
 * What goes into a binary convolution on integers, with the sums that should come out, by the loops that one writes first.
 *
 * @param type signs or bytes
 * @param values signs or unsigned bytes, {@code [images][row, column, channel]}
 * @param weights signs, {@code [N][tap row, tap column, channel]}
 */
record SampleConvolution(ValueType type, int channels, Window window, int[][] values, int[][] weights) {

    static SampleConvolution random(ValueType type, int images, int channels, int outputs, int longest, long seed) {
        Window window = Windows.random(new Random(seed), longest);
        int size = window.input(channels).size();
        int[][] values =
                type == ValueType.SIGNS ? SignRows.random(images, size, seed) : Rows.randomBytes(images, size, seed);
        return new SampleConvolution(
                type, channels, window, values, SignRows.random(outputs, window.taps() * channels, ~seed));
    }

    BitMatrix bits() {
        return SignRows.matrix(weights);
    }

    Activations activations() {
        return type == ValueType.SIGNS ? Rows.ofSigns(values) : Rows.ofBytes(values, 7);
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

    /** For each pixel, the number of its border class. */
    int[] classes() {
        int[] rows = classes(window.rows());
        int[] columns = classes(window.columns());
        int[] classes = new int[pixels()];
        int perRow = columns[columns.length - 1] + 1;
        for (int p = 0; p < classes.length; p++) {
            classes[p] = rows[p / columns.length] * perRow + columns[p % columns.length];
        }
        return classes;
    }

    /** A new class begins where the taps on padding are other ones. */
    private static int[] classes(Axis axis) {
        int[] numbers = new int[axis.output()];
        for (int o = 1; o < numbers.length; o++) {
            numbers[o] = numbers[o - 1];
            for (int tap = 0; tap < axis.size(); tap++) {
                if (isInside(axis, o, tap) != isInside(axis, o - 1, tap)) {
                    numbers[o] = numbers[o - 1] + 1;
                }
            }
        }
        return numbers;
    }

    private static boolean isInside(Axis axis, int o, int tap) {
        int position = o * axis.stride() - axis.padding() + tap * axis.dilation();
        return position >= 0 && position < axis.input();
    }

    @Override
    public String toString() {
        return type + ", " + values.length + " images of " + channels + " channels, " + weights.length + " outputs, "
                + window;
    }
}
