package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * A vector made of an image, in the order in which the network was trained.
 *
 * @param channelsLast whether the channels of a pixel follow one another in it; else the pixels of a channel do
 */
public record Flattening(boolean channelsLast) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return new ImageShape(Operation.only(inputs).size(), 1, 1);
    }

    @Override
    public ValueType type(List<ValueType> inputs) {
        return inputs.get(0);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
