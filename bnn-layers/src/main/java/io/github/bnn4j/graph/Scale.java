package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code y_c = scale_c x_c + offset_c} of each channel c: bias, batch normalization, or what bytes and signs stand for.
 *
 * <p>Behind a sum over windows, it may have one scaling for each border class of the window, as the sum over weights on padding
 * is another one in each; see {@link Window#classes()}.
 *
 * @param byClass one scaling for all pixels, or one for each border class, of the same scales
 * @param signOnly whether only the sign of y is right, as nothing else is asked for
 */
public record Scale(List<Scaling> byClass, boolean signOnly) implements Operation {

    public Scale {
        byClass = List.copyOf(byClass);
    }

    /** Makes one that is alike for all pixels. */
    public static Scale of(Scaling scaling) {
        return new Scale(List.of(scaling), false);
    }

    /** Returns the scaling of the first class, or of all pixels. */
    public Scaling first() {
        return byClass.get(0);
    }

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        ImageShape image = Operation.only(inputs);
        if (first().features() != image.channels()) {
            throw new IllegalArgumentException(
                    "it has " + first().features() + " features, but there are " + image + " values before it");
        }
        return image;
    }

    /** Returns this one and then another one, which may have classes if this one has none. */
    public Scale then(Scale other) {
        int classes = Math.max(byClass.size(), other.byClass.size());
        return new Scale(
                IntStream.range(0, classes)
                        .mapToObj(
                                i -> byClass.get(i % byClass.size()).then(other.byClass.get(i % other.byClass.size())))
                        .toList(),
                other.signOnly);
    }

    /** Returns whether all values are treated alike. */
    public boolean isUniform() {
        return byClass.size() == 1 && first().isUniform();
    }

    @Override
    public Operation inOrder(int[] source) {
        return new Scale(byClass.stream().map(scaling -> scaling.gather(source)).toList(), signOnly);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
