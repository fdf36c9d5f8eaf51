package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;

/**
 * The mean of each window, channel by channel.
 *
 * @param window over the image
 * @param paddingCounts whether padding counts as zeros, or not at all
 */
public record WindowMean(Window window, boolean paddingCounts) implements Operation {

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape image = Operation.only(inputs);
        WindowFit.check(window, image);
        return window.output(image.channels());
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
