package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/** Brings an image into the order of packed layers on images, the channels of a pixel together; its values stay as they are. */
public record ToChannelsLast() implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return Operation.only(inputs);
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
