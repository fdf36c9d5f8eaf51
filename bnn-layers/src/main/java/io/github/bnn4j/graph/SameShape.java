package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/** Checks what operations value by value demand of several values. */
final class SameShape {

    private SameShape() {}

    /**
     * @throws IllegalArgumentException if there are not two or more, of one size
     */
    static ImageShape of(List<ImageShape> inputs) {
        if (inputs.size() < 2 || inputs.stream().distinct().count() != 1) {
            throw new IllegalArgumentException("it takes two or more values of one size, but there are " + inputs);
        }
        return inputs.get(0);
    }
}
