package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * The example that a network is given, channel after channel: bytes as such, which a {@link Scale} turns into the numbers that
 * they stand for, signs, or floats.
 *
 * @param encoding of the example
 */
public record Example(InputEncoding encoding) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return encoding.image();
    }

    @Override
    public ValueType type(List<ValueType> inputs) {
        return encoding.type();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
