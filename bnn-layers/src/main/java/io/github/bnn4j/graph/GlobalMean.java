package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/** The mean over all pixels, channel by channel. */
public record GlobalMean() implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return new ImageShape(Operation.only(inputs).channels(), 1, 1);
    }

    @Override
    public boolean takesScale() {
        return true;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
