package io.github.bnn4j.export;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * A sum that waits for what comes after it, as scaling it, or comparing it with 0, is part of its layer. The scalings are one
 * for each border class, or one for all.
 */
interface Product {

    /** Scaled, to floats. */
    PackedLayer scaled(List<Scaling> scalings);

    /** Whether it is an integer, to which a sign is one comparison. */
    boolean isInteger();

    /** The sign of it scaled; of an integer only. */
    PackedLayer compared(List<Scaling> scalings, Step step);

    /** The image that results. */
    ImageShape image();

    /**
     * @param type bytes or signs if it is an integer
     */
    static boolean isInteger(ValueType type) {
        return type != ValueType.FLOATS;
    }
}
