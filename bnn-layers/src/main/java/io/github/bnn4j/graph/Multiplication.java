package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/** {@code y = x_1 x_2 ...}, value by value. */
public record Multiplication() implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return SameShape.of(inputs);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
