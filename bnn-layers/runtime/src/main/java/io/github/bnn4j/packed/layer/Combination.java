package io.github.bnn4j.packed.layer;

import java.util.List;
import java.util.Objects;

/** A layer that makes one value of those of several layers, such as the end of a shortcut. */
public sealed interface Combination extends PackedLayer permits Add, Concatenate, Multiply {

    @Override
    default Activations apply(Activations x) {
        return apply(List.of(Objects.requireNonNull(x, "x")));
    }

    /**
     * @throws IllegalArgumentException if there are not as many sources, or one has not the type, the width or the examples
     *     of its place
     */
    @Override
    default Activations apply(List<Activations> x) {
        Objects.requireNonNull(x, "x");
        if (x.size() != sources()) {
            throw new IllegalArgumentException(this + " takes " + sources() + " sources, got " + x.size());
        }
        for (int i = 0; i < x.size(); i++) {
            Activations source = x.get(i);
            if (source.type() != inputType()
                    || source.width() != inputs(i)
                    || source.rows() != x.get(0).rows()) {
                throw new IllegalArgumentException("Source " + i + " of " + this + " must be "
                        + x.get(0).rows() + " x " + inputs(i) + " " + inputType() + ", got " + source);
            }
        }
        return combine(x);
    }

    /**
     * @param x activations that fit, which is not checked; not modified
     * @return new activations
     */
    Activations combine(List<Activations> x);
}
