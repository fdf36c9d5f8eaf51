package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * An ordinary convolution in single precision, with zeros as padding: {@code y[n] = bias[n] + sum_t sum_c weight[t][c][n] *
 * x[t][c]}. With groups, the outputs are split into as many parts as the channels, and each part sees its own channels only.
 *
 * <p>Products are added to the bias tap after tap, a row of them after the other, and of a tap channel after channel, 32 of
 * them after the other, as {@link FloatSums} does, four by four, each step rounded. BLAS rounds too, in another order: a
 * result may differ from its in the last digits.
 */
public final class FloatConvolution implements OnImages {

    /** Pixels of the result that are computed with the same weights, while these are in the cache. */
    private static final int PIXELS_AT_ONCE = 64;

    private final Window window;
    private final int groups;
    private final ImageShape input;
    private final ImageShape output;
    private final float[] bias;

    /** {@code [(group * taps + tap) * channels of a group + channel][output of the group]}. */
    private final float[][] weights;

    /** Null where loops over outputs are faster. */
    private final PixelSums pixelSums;

    /**
     * @param channels of the input
     * @param groups of which both channels and outputs are a multiple; 1 if each output sees all channels
     * @param weights tap after tap, a row of them after the other; of a tap, channel after channel of a group; of these, one
     *     for each output, those of the first group first; copied
     * @param bias one for each output; copied
     * @throws IllegalArgumentException if the lengths do not fit or a number is not finite
     */
    public FloatConvolution(int channels, Window window, int groups, float[] weights, float[] bias) {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(bias, "bias");
        this.window = Objects.requireNonNull(window, "window");
        this.input = window.input(channels);
        this.output = window.output(bias.length);
        if (groups < 1 || channels % groups != 0 || bias.length % groups != 0) {
            throw new IllegalArgumentException("Channels and outputs must be multiples of the groups, got " + channels
                    + " channels, " + bias.length + " outputs and " + groups + " groups");
        }
        long rows = (long) window.taps() * (channels / groups);
        if (weights.length % bias.length != 0 || weights.length / bias.length != rows) {
            throw new IllegalArgumentException("A window of " + window.taps() + " taps on " + channels / groups
                    + " channels of each group needs as many weights for each of " + bias.length + " outputs, got "
                    + weights.length);
        }
        Pixels.checkFinite("weight", weights);
        Pixels.checkFinite("bias", bias);
        this.groups = groups;
        this.bias = bias.clone();
        this.weights = new float[(int) rows * groups][];
        int outputs = bias.length / groups;
        for (int i = 0; i < this.weights.length; i++) {
            int from = i % (int) rows * bias.length + i / (int) rows * outputs;
            this.weights[i] = Arrays.copyOfRange(weights, from, from + outputs);
        }
        this.pixelSums = groups == 1 && PixelSums.isFaster(window, channels, outputs)
                ? new PixelSums(window, channels, this.weights, this.bias)
                : null;
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
    }

    /** Returns into how many parts channels and outputs are split. */
    public int groups() {
        return groups;
    }

    /** Returns the weights, tap after tap, channel after channel of a group, output after output; a copy. */
    public float[] weights() {
        int rows = weights.length / groups;
        int outputs = bias.length / groups;
        float[] all = new float[rows * bias.length];
        for (int i = 0; i < weights.length; i++) {
            System.arraycopy(weights[i], 0, all, i % rows * bias.length + i / rows * outputs, outputs);
        }
        return all;
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
        if (pixelSums != null) {
            for (int image = 0; image < x.rows(); image++) {
                int mark = Workspace.mark();
                pixelSums.apply(x.floats(), x.from() + image * inputs(), out, image * outputs());
                Workspace.releaseSince(mark, null);
            }
            return Activations.ofFloats(x.rows(), outputs(), out, 0);
        }
        int outputs = bias.length / groups;
        float[][] sums = Workspace.floats(Math.min(PIXELS_AT_ONCE, output.pixels()), outputs);
        for (int image = 0; image < x.rows(); image++) {
            for (int group = 0; group < groups; group++) {
                for (int pixel = 0; pixel < output.pixels(); pixel += sums.length) {
                    int count = Math.min(sums.length, output.pixels() - pixel);
                    for (int p = 0; p < count; p++) {
                        System.arraycopy(bias, group * outputs, sums[p], 0, outputs);
                    }
                    sum(x.floats(), x.from() + image * inputs(), group, pixel, count, sums);
                    for (int p = 0; p < count; p++) {
                        int to = image * outputs() + (pixel + p) * bias.length + group * outputs;
                        System.arraycopy(sums[p], 0, out, to, outputs);
                    }
                }
            }
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    /** Sums up for some pixels, from one on. */
    private void sum(float[] x, int image, int group, int pixel, int count, float[][] sums) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int channels = input.channels() / groups;
        for (int tap = 0; tap < window.taps(); tap++) {
            for (int c = 0; c < channels; c += FloatSums.ROWS_AT_ONCE) {
                int together = Math.min(FloatSums.ROWS_AT_ONCE, channels - c);
                for (int p = 0; p < count; p++) {
                    int row = rows.position((pixel + p) / output.width(), tap / columns.size());
                    int column = columns.position((pixel + p) % output.width(), tap % columns.size());
                    if (row >= 0 && row < input.height() && column >= 0 && column < input.width()) {
                        int at = image + (row * input.width() + column) * input.channels() + group * channels + c;
                        FloatSums.add(x, at, weights, (group * window.taps() + tap) * channels + c, together, sums[p]);
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        String details = LayerText.of(window) + " window";
        return LayerText.of(this, groups == 1 ? details : details + ", " + groups + " groups");
    }
}
