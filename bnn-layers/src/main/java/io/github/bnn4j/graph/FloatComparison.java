package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * The sign of a scaled float as one comparison of that float: {@code +1} if {@code x_c} is at least the threshold of channel c, or at
 * most where inverted, and -1 elsewhere.
 *
 * @param thresholds for each channel; infinite where the sign is the same for all x
 * @param inverted a bit for each channel
 */
public record FloatComparison(float[] thresholds, long[] inverted) implements Operation {

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
