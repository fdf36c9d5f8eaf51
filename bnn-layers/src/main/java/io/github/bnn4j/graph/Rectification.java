package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/**
 * {@code y_c = r(x_c + before_c) + after_c} of each channel c, where {@code r(z) = z} if z is at least 0, else {@code slope_c z}:
 * PReLU, and with shifts RPReLU (Liu et al. 2020, ReActNet, equation 2). Of an image, each value may have numbers of its own.
 *
 * @param before for each channel, or for each value, channel after channel
 * @param slopes as many
 * @param after as many
 */
public record Rectification(float[] before, float[] slopes, float[] after) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape image = Operation.only(inputs);
        if (slopes.length != image.channels() && slopes.length != image.size()) {
            throw new IllegalArgumentException(
                    "it has " + slopes.length + " features, but there are " + image + " values before it");
        }
        return image;
    }

    @Override
    public Operation inOrder(int[] source) {
        return new Rectification(gather(before, source), gather(slopes, source), gather(after, source));
    }

    private static float[] gather(float[] values, int[] source) {
        float[] gathered = new float[source.length];
        for (int i = 0; i < source.length; i++) {
            gathered[i] = values[source[i]];
        }
        return gathered;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
