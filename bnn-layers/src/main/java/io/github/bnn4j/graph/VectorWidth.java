package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;

/** Checks what fully connected layers demand of the vector before them. */
final class VectorWidth {

    private VectorWidth() {}

    /**
     * @throws IllegalArgumentException if the values are more or fewer
     */
    static void check(int demanded, ImageShape vector) {
        if (vector.pixels() != 1 || vector.channels() != demanded) {
            throw new IllegalArgumentException(
                    "it has " + demanded + " inputs, but there are " + vector + " values before it");
        }
    }
}
