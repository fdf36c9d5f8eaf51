package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * The greatest number in each window, channel by channel. Padding does not count, as in DL4J. A NaN is greater than all, where
 * DL4J passes over it.
 */
public final class FloatMaxPooling implements OnImages {

    private final Window window;
    private final ImageShape input;
    private final ImageShape output;

    /**
     * @param channels of input and output
     * @throws IllegalArgumentException if the images are too large or a window is on padding only
     */
    public FloatMaxPooling(int channels, Window window) {
        this.window = Objects.requireNonNull(window, "window");
        this.input = window.input(channels);
        this.output = window.output(channels);
        if (!window.rows().isOnInput() || !window.columns().isOnInput()) {
            throw new IllegalArgumentException("A maximum needs a value, but one window sees only padding: " + window);
        }
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
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
        float[] greatest = Workspace.floats(output.width() * output.channels());
        float[] seen = Workspace.floats(greatest.length);
        for (int row = 0; row < x.rows() * output.height(); row++) {
            Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
            int image = x.from() + row / output.height() * inputs();
            TapRow.forEachTap(
                    x.floats(),
                    image,
                    window,
                    input.channels(),
                    row % output.height(),
                    seen,
                    (values, from, end) -> takeGreater(values, from, end, greatest));
            System.arraycopy(greatest, 0, out, row * greatest.length, greatest.length);
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    private static void takeGreater(float[] x, int from, int end, float[] greatest) {
        for (int i = from; i < end; i++) {
            greatest[i] = Math.max(greatest[i], x[i]);
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.of(window) + " window");
    }
}
