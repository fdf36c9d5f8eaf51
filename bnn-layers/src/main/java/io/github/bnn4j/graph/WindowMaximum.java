package io.github.bnn4j.graph;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;

/**
 * The greatest value of each window, channel by channel, or the least one of channels that are inverted; padding does not count.
 *
 * @param window over the image
 * @param inverted a bit for each channel, 1 where the least value is taken
 */
public record WindowMaximum(Window window, long[] inverted) implements Operation {

    /** Makes one that takes the greatest value of all channels. */
    public static WindowMaximum of(Window window, int channels) {
        return new WindowMaximum(window, new long[BitMatrix.wordsFor(channels)]);
    }

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape image = Operation.only(inputs);
        WindowFit.check(window, image);
        return window.output(image.channels());
    }

    /** Returns signs for signs and floats for all else: there is no packed layer that takes maxima of bytes. */
    @Override
    public ValueType type(List<ValueType> inputs) {
        return inputs.get(0) == ValueType.SIGNS ? ValueType.SIGNS : ValueType.FLOATS;
    }

    /** Returns the one that gives the same of values scaled so. A scale of 0 makes all values of a channel the same. */
    public WindowMaximum ofScaled(Scaling scaling) {
        long[] changed = inverted.clone();
        for (int n = 0; n < scaling.features(); n++) {
            changed[n >>> 6] ^= scaling.scale()[n] < 0 ? 1L << n : 0;
        }
        return new WindowMaximum(window, changed);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
