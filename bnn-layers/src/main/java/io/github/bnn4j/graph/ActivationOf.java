package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/**
 * An activation function of each value, or softmax of all.
 *
 * @param function which
 * @param parameter 0 if it has none
 */
public record ActivationOf(Elementwise.Function function, double parameter) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape image = Operation.only(inputs);
        if (function == Elementwise.Function.SOFTMAX && image.pixels() > 1) {
            throw new IllegalArgumentException(
                    "its softmax is over the channels of each pixel, which is not supported");
        }
        return image;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
