package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * The sign of a scaled sum of integers as one comparison of that sum: {@code +1} if the mismatches of output n are at most its
 * limit, and the contrary where flipped.
 *
 * @param limits for each border class, or for all pixels alike, and each output, those of a class together
 * @param flips a bit for each output, 1 where the comparison is inverted
 */
public record SumComparison(int[] limits, long[] flips) implements Operation {

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
