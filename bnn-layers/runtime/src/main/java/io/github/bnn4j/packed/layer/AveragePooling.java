package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * The mean of each window, channel by channel. Either padding does not count, or it counts as zeros, as DL4J's
 * avgPoolIncludePadInDivisor says. Sums are in single precision, tap after tap, each step rounded, as DL4J's.
 */
public final class AveragePooling implements OnImages {

    private final Window window;
    private final boolean paddingCounts;
    private final ImageShape input;
    private final ImageShape output;

    /**
     * @param channels of input and output
     * @param paddingCounts whether sums are divided by all taps of the window, or by those that are not on padding
     * @throws IllegalArgumentException if the images are too large or a window is on padding only
     */
    public AveragePooling(int channels, Window window, boolean paddingCounts) {
        this.paddingCounts = paddingCounts;
        this.window = Objects.requireNonNull(window, "window");
        this.input = window.input(channels);
        this.output = window.output(channels);
        if (!window.rows().isOnInput() || !window.columns().isOnInput()) {
            throw new IllegalArgumentException("A mean needs a value, but one window sees only padding: " + window);
        }
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
    }

    /** Returns whether sums are divided by all taps of the window, or by those that are not on padding. */
    public boolean paddingCounts() {
        return paddingCounts;
    }

    @Override
    public ImageShape inputImage() {
        return input;
    }

    @Override
    public ImageShape outputImage() {
        return output;
    }

    @Override
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), outputs());
        float[] sums = Workspace.floats(output.width() * output.channels());
        float[] seen = Workspace.floats(sums.length);
        for (int row = 0; row < x.rows() * output.height(); row++) {
            Arrays.fill(sums, 0);
            int image = x.from() + row / output.height() * inputs();
            int outputRow = row % output.height();
            TapRow.forEachTap(
                    x.floats(),
                    image,
                    window,
                    input.channels(),
                    outputRow,
                    seen,
                    (values, from, end) -> add(values, from, end, sums));
            divide(sums, outputRow);
            System.arraycopy(sums, 0, out, row * sums.length, sums.length);
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    private static void add(float[] x, int from, int end, float[] sums) {
        for (int i = from; i < end; i++) {
            sums[i] += x[i];
        }
    }

    private void divide(float[] sums, int row) {
        int channels = output.channels();
        for (int column = 0; column < output.width(); column++) {
            int taps = paddingCounts ? window.taps() : onInput(window.rows(), row) * onInput(window.columns(), column);
            for (int i = column * channels; i < (column + 1) * channels; i++) {
                sums[i] /= taps;
            }
        }
    }

    private static int onInput(Axis axis, int o) {
        return axis.endTap(o) - axis.firstTap(o);
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.of(window) + " window" + (paddingCounts ? " with padding" : ""));
    }
}
