package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Objects;

/**
 * The greatest sign in each window, channel by channel: +1 if any is +1. Of channels whose order is inverted it is the least
 * one, +1 if all are. Padding does not count.
 *
 * <p>A maximum before a comparison that is flipped, as by batch normalization with negative gamma, is the least sign after
 * it.
 */
public final class MaxPooling implements OnImages {

    private final Window window;
    private final ImageShape input;
    private final ImageShape output;
    private final long[] inverted;

    /**
     * @param channels of input and output
     * @param inverted a bit for each channel, 1 where the least sign is taken; unused bits 0; copied
     * @throws IllegalArgumentException if the lengths do not fit, an unused bit is set or a window is on padding only
     */
    public MaxPooling(int channels, Window window, long[] inverted) {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(inverted, "inverted");
        this.input = window.input(channels);
        this.output = window.output(channels);
        BitMatrix.of(1, channels, inverted);
        if (!window.rows().isOnInput() || !window.columns().isOnInput()) {
            throw new IllegalArgumentException("A maximum needs a value, but one window sees only padding: " + window);
        }
        this.window = window;
        this.inverted = inverted.clone();
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
    }

    /** Returns a copy. */
    public long[] inverted() {
        return inverted.clone();
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
        return ValueType.SIGNS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.SIGNS;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        Activations out = Activations.ofSigns(x.rows(), outputs(), Activations.words(x.rows(), outputs()));
        for (int image = 0; image < x.rows(); image++) {
            long from = ChannelPlanes.firstBit(x, image);
            long to = ChannelPlanes.firstBit(out, image);
            for (int row = 0; row < output.height(); row++) {
                for (int column = 0; column < output.width(); column++) {
                    pool(x.signs(), from, row, column, out.signs(), to);
                    to += output.channels();
                }
            }
        }
        return out;
    }

    private void pool(long[] signs, long from, int row, int column, long[] target, long to) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int channels = input.channels();
        for (int word = 0; word < inverted.length; word++) {
            int first = word << 6;
            int count = Math.min(Long.SIZE, channels - first);
            long any = 0;
            long all = -1L >>> -count;
            for (int i = rows.firstTap(row); i < rows.endTap(row); i++) {
                long line = (long) rows.position(row, i) * input.width();
                for (int j = columns.firstTap(column); j < columns.endTap(column); j++) {
                    long bits =
                            BitRuns.get(signs, from + (line + columns.position(column, j)) * channels + first, count);
                    any |= bits;
                    all &= bits;
                }
            }
            BitRuns.put(target, to + first, count, any & ~inverted[word] | all & inverted[word]);
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.of(window) + " window");
    }
}
