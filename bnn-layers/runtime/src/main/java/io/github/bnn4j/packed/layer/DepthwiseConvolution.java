package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Objects;

/**
 * A convolution of each channel by itself, in single precision: {@code y[c] = bias[c] + sum_t weight[t][c] * x[t][c]}, with
 * zeros as padding. Products are added to the bias tap after tap, a row of them after the other, each step rounded. With more
 * than one output for a channel it is a {@link FloatConvolution} with as many groups as channels.
 */
public final class DepthwiseConvolution implements OnImages {

    /** Rows of the result that are computed together, with weights that are laid out once. */
    private static final int ROWS_AT_ONCE = 8;

    private final Window window;
    private final ImageShape input;
    private final ImageShape output;
    private final float[] weights;
    private final float[] bias;

    /**
     * @param weights tap after tap, a row of them after the other, one for each channel; copied
     * @param bias one for each channel; copied
     * @throws IllegalArgumentException if the lengths do not fit or a number is not finite
     */
    public DepthwiseConvolution(Window window, float[] weights, float[] bias) {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(bias, "bias");
        this.window = Objects.requireNonNull(window, "window");
        this.input = window.input(bias.length);
        this.output = window.output(bias.length);
        if (weights.length != (long) window.taps() * bias.length) {
            throw new IllegalArgumentException("A window of " + window.taps() + " taps on " + bias.length
                    + " channels needs " + (long) window.taps() * bias.length + " weights, got " + weights.length);
        }
        Pixels.checkFinite("weight", weights);
        Pixels.checkFinite("bias", bias);
        this.weights = weights.clone();
        this.bias = bias.clone();
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
    }

    /** Returns a copy. */
    public float[] weights() {
        return weights.clone();
    }

    /** Returns a copy. */
    public float[] bias() {
        return bias.clone();
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
        int line = Pixels.together(bias.length, output.width());
        int columns = line / bias.length;
        float[][] sums = Workspace.floats(Math.min(ROWS_AT_ONCE, output.height()), line);
        float[] seen = Workspace.floats(line);
        float[] factors = Workspace.floats(line);
        for (int image = 0; image < x.rows(); image++) {
            for (int row = 0; row < output.height(); row += ROWS_AT_ONCE) {
                int rows = Math.min(ROWS_AT_ONCE, output.height() - row);
                for (int column = 0; column < output.width(); column += columns) {
                    int end = Math.min(output.width(), column + columns);
                    sum(x.floats(), x.from() + image * inputs(), row, rows, column, end, seen, factors, sums);
                    for (int r = 0; r < rows; r++) {
                        int to = image * outputs() + ((row + r) * output.width() + column) * bias.length;
                        System.arraycopy(sums[r], 0, out, to, (end - column) * bias.length);
                    }
                }
            }
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    private void sum(
            float[] x,
            int image,
            int row,
            int rows,
            int column,
            int end,
            float[] seen,
            float[] factors,
            float[][] sums) {
        Axis vertical = window.rows();
        Axis horizontal = window.columns();
        repeat(bias, 0, sums[0]);
        for (int r = 1; r < rows; r++) {
            System.arraycopy(sums[0], 0, sums[r], 0, sums[0].length);
        }
        for (int i = 0; i < vertical.size(); i++) {
            for (int j = 0; j < horizontal.size(); j++) {
                repeat(weights, (i * horizontal.size() + j) * bias.length, factors);
                for (int r = 0; r < rows; r++) {
                    int position = vertical.position(row + r, i);
                    if (position >= 0 && position < vertical.input()) {
                        float[] sum = sums[r];
                        int line = image + position * input.width() * bias.length;
                        TapRow.copy(
                                x,
                                line,
                                horizontal,
                                j,
                                bias.length,
                                column,
                                end,
                                seen,
                                (values, from, to) -> addProducts(factors, values, from, to, sum));
                    }
                }
            }
        }
    }

    /** Fills with the numbers for all channels, over and over. */
    private void repeat(float[] values, int from, float[] target) {
        System.arraycopy(values, from, target, 0, bias.length);
        for (int filled = bias.length; filled < target.length; filled *= 2) {
            System.arraycopy(target, 0, target, filled, Math.min(filled, target.length - filled));
        }
    }

    private static void addProducts(float[] factors, float[] x, int from, int end, float[] sums) {
        for (int i = from; i < end; i++) {
            sums[i] += factors[i] * x[i];
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.of(window) + " window");
    }
}
