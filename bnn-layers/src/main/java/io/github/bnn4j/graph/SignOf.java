package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/** {@code y = +1 if x >= 0 else -1}. */
public record SignOf() implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return Operation.only(inputs);
    }

    @Override
    public ValueType type(List<ValueType> inputs) {
        return ValueType.SIGNS;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
