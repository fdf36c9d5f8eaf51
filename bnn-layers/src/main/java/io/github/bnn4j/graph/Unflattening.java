package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * An image made of a vector, of which the pixels of a channel follow one another.
 *
 * @param image its size
 */
public record Unflattening(ImageShape image) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        VectorWidth.check(image.size(), Operation.only(inputs));
        return image;
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
