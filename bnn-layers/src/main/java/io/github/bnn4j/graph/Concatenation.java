package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/** The channels of several images of one size, one image after the other; or the values of vectors. */
public record Concatenation() implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape first = inputs.get(0);
        int channels = 0;
        for (ImageShape image : inputs) {
            if (image.height() != first.height() || image.width() != first.width()) {
                throw new IllegalArgumentException(
                        "it joins the channels of images of one size, but there are " + inputs);
            }
            channels = Math.addExact(channels, image.channels());
        }
        return new ImageShape(channels, first.height(), first.width());
    }

    @Override
    public ValueType type(List<ValueType> inputs) {
        return inputs.stream().distinct().count() == 1 ? inputs.get(0) : ValueType.FLOATS;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
