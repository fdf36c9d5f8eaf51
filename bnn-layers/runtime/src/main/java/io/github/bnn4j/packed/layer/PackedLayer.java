package io.github.bnn4j.packed.layer;

import java.util.List;
import java.util.Objects;

/** A packed layer is one step of a packed network. Immutable, safe for use by many threads. */
public sealed interface PackedLayer
        permits Affine,
                BinaryDense,
                BinaryDenseOnFloats,
                BytesToFloats,
                Combination,
                Elementwise,
                FloatDense,
                FloatThresholds,
                OnImages,
                PRelu,
                Sign,
                SignsToFloats {

    /** Returns how the values that go in are held. */
    ValueType inputType();

    /** Returns how the values that come out are held. */
    ValueType outputType();

    /** Returns how many layers feed this one. */
    default int sources() {
        return 1;
    }

    /** Returns the count of values of an example that go in; of several sources, those of the first. */
    int inputs();

    /**
     * Returns the count of values of an example that come from one of the sources.
     *
     * @param source from 0
     */
    default int inputs(int source) {
        return inputs();
    }

    /** Returns the count of values of an example that come out. */
    int outputs();

    /**
     * @param x of {@link #inputType()} and width {@link #inputs()}, which is not checked; not modified
     * @return new activations
     */
    Activations apply(Activations x);

    /**
     * Returns the same by several threads, if this layer can be split and is large enough.
     *
     * @param crew shares the work
     */
    default Activations apply(Activations x, Crew crew) {
        Objects.requireNonNull(crew, "crew");
        return apply(x);
    }

    /**
     * @param x one of {@link #inputType()} for each source, in order; not modified
     * @return new activations
     * @throws IllegalArgumentException if there are not as many as sources
     */
    default Activations apply(List<Activations> x) {
        Objects.requireNonNull(x, "x");
        if (x.size() != 1) {
            throw new IllegalArgumentException(this + " takes 1 source, got " + x.size());
        }
        return apply(x.get(0));
    }
}
