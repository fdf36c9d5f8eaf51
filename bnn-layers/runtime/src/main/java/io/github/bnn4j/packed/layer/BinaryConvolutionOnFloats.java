package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * A convolution with binary weights on real numbers: {@code y = scale[n] * sum_k w_nk x_k + offset[n]}, as {@link
 * BinaryDenseOnFloats} of each window. Sums are in double precision, and rounded once, to single: exact for integers.
 */
public final class BinaryConvolutionOnFloats implements BinaryWeights, OnImages {

    /** Numbers that windows look at, of the pixels that are computed together: 16 MB. */
    private static final int MOST_OF_PATCHES = 1 << 22;

    private final Window window;
    private final float padding;
    private final ImageShape input;
    private final ImageShape output;
    private final BinaryDenseOnFloats dense;

    /**
     * @param channels of the input
     * @param padding what taps on padding hold; finite
     * @param weights a row for each channel of the output: tap after tap, the channels of a tap together
     * @param scale for each channel of the output; copied
     * @param offset for each channel of the output; copied
     * @throws IllegalArgumentException if these do not fit together or a number is not finite
     */
    public BinaryConvolutionOnFloats(
            int channels, Window window, float padding, BitMatrix weights, double[] scale, double[] offset) {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(weights, "weights");
        if (!Float.isFinite(padding)) {
            throw new IllegalArgumentException("The padding must be finite, got " + padding);
        }
        window.checkWeights(ValueType.FLOATS, channels, weights);
        this.window = window;
        this.padding = padding;
        this.input = window.input(channels);
        this.output = window.output(weights.rows());
        this.dense = new BinaryDenseOnFloats(weights, scale, offset);
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
    }

    /** Returns the number that taps on padding hold. */
    public float padding() {
        return padding;
    }

    /** Returns a copy. */
    public double[] scale() {
        return dense.scale();
    }

    /** Returns a copy. */
    public double[] offset() {
        return dense.offset();
    }

    /** Returns the weights, a row for each channel of the output: tap after tap, the channels of a tap together. */
    @Override
    public BitMatrix weights() {
        return dense.weights();
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
        int width = output.width();
        int most = Math.max(1, Math.min(width, MOST_OF_PATCHES / dense.inputs()));
        float[] patches = Workspace.floats(most * dense.inputs());
        for (int image = 0; image < x.rows(); image++) {
            for (int pixel = 0; pixel < output.pixels(); ) {
                int mark = Workspace.mark();
                int columns = Math.min(most, width - pixel % width);
                fill(x, image, pixel, columns, patches);
                Activations y = dense.apply(Activations.ofFloats(columns, dense.inputs(), patches, 0));
                int to = image * outputs() + pixel * output.channels();
                System.arraycopy(y.floats(), 0, out, to, columns * output.channels());
                Workspace.releaseSince(mark, null);
                pixel += columns;
            }
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    /** Fills in what the windows of some pixels of a row look at. */
    private void fill(Activations x, int image, int pixel, int count, float[] patches) {
        int row = pixel / output.width();
        int first = pixel % output.width();
        Arrays.fill(patches, padding);
        Axis rows = window.rows();
        Axis columns = window.columns();
        int channels = input.channels();
        for (int i = rows.firstTap(row); i < rows.endTap(row); i++) {
            int line = rows.position(row, i) * input.width();
            for (int column = first; column < first + count; column++) {
                for (int j = columns.firstTap(column); j < columns.endTap(column); j++) {
                    int from = (line + columns.position(column, j)) * channels;
                    int to = (column - first) * dense.inputs() + (i * columns.size() + j) * channels;
                    System.arraycopy(x.floats(), x.from() + image * inputs() + from, patches, to, channels);
                }
            }
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.of(window) + " window");
    }
}
