package io.github.bnn4j.graph;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/**
 * {@code y_n = sum_k w_nk x_k}, with weights +1 and -1. Magnitude and bias are a {@link Scale} behind it.
 *
 * @param weights a row for each output
 */
public record DenseSum(BitMatrix weights) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        VectorWidth.check(weights.columns(), Operation.only(inputs));
        return new ImageShape(weights.rows(), 1, 1);
    }

    @Override
    public Operation inOrder(int[] source) {
        return new DenseSum(BitMatrix.of(weights.rows(), weights.columns(), (n, k) -> weights.get(n, source[k]) == 1));
    }

    @Override
    public boolean hasOwnOrder() {
        return true;
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
