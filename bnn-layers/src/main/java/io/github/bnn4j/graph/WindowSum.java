package io.github.bnn4j.graph;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;

/**
 * {@code y_n = sum_k w_nk x_k} of each window of an image, with weights +1 and -1. Magnitude and bias are a {@link Scale} behind
 * it.
 *
 * @param window over the image
 * @param padding what x is around the image
 * @param weights a row for each output: tap after tap, the channels of a tap together
 */
public record WindowSum(Window window, double padding, BitMatrix weights) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        WindowFit.check(window, Operation.only(inputs));
        return window.output(weights.rows());
    }

    /** Returns the channels of the image. */
    public int channels() {
        return weights.columns() / window.taps();
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
