package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Arrays;

/**
 * A convolution with binary weights on real numbers: {@code y = scale[n] * sum_k w_nk x_k + offset[n]}, as {@link
 * BinaryDenseOnFloats} of each window. Sums are in double precision, and rounded once, to single: exact for integers.
 */
public final class BinaryConvolutionOnFloats implements BinaryWeights, OnImages {

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
        if (!Float.isFinite(padding)) {
            throw new IllegalArgumentException("The padding must be finite, got " + padding);
        }
        window.checkWeights(weights, channels);
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

    /** A copy. */
    public double[] scale() {
        return dense.scale();
    }

    /** A copy. */
    public double[] offset() {
        return dense.offset();
    }

    /** The weights, a row for each channel of the output: tap after tap, the channels of a tap together. */
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
        float[] out = new float[x.rows() * outputs()];
        int line = output.width() * output.channels();
        float[] patches = new float[output.width() * dense.inputs()];
        for (int image = 0; image < x.rows(); image++) {
            for (int row = 0; row < output.height(); row++) {
                fill(x, image, row, patches);
                Activations y = dense.apply(Activations.ofFloats(output.width(), dense.inputs(), patches, 0));
                System.arraycopy(y.floats(), 0, out, image * outputs() + row * line, line);
            }
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    private void fill(Activations x, int image, int row, float[] patches) {
        Arrays.fill(patches, padding);
        Axis rows = window.rows();
        Axis columns = window.columns();
        int channels = input.channels();
        for (int i = rows.firstTap(row); i < rows.endTap(row); i++) {
            int line = rows.position(row, i) * input.width();
            for (int column = 0; column < output.width(); column++) {
                for (int j = columns.firstTap(column); j < columns.endTap(column); j++) {
                    int from = (line + columns.position(column, j)) * channels;
                    int to = column * dense.inputs() + (i * columns.size() + j) * channels;
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
