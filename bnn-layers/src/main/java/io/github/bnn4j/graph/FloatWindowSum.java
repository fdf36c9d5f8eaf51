package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;

/**
 * {@code y_n = sum_k w_kn x_k + bias_n} of each window of an image, with real weights, and zeros around the image. With groups, the
 * outputs of a group see the channels of that group only.
 *
 * @param window over the image
 * @param groups of channels and of outputs, each a multiple of them
 * @param weights tap after tap; of a tap, channel after channel of a group; of these, one for each output
 * @param bias one for each output
 */
public record FloatWindowSum(Window window, int groups, float[] weights, float[] bias) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape image = Operation.only(inputs);
        WindowFit.check(window, image);
        if (image.channels() % groups != 0
                || weights.length != (long) window.taps() * (image.channels() / groups) * bias.length) {
            throw new IllegalArgumentException("it has " + weights.length + " weights for " + window.taps() + " taps, "
                    + groups + " groups and " + bias.length + " outputs, but there are " + image + " values before it");
        }
        return window.output(bias.length);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
