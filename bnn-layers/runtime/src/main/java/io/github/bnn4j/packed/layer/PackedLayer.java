package io.github.bnn4j.packed.layer;

/** One step of a packed network. Immutable, safe for use by many threads. */
public sealed interface PackedLayer
        permits Affine,
                BinaryDense,
                BinaryDenseOnFloats,
                BytesToFloats,
                Elementwise,
                FloatDense,
                OnImages,
                Sign,
                SignsToFloats {

    /** Returns how the values that go in are held. */
    ValueType inputType();

    /** Returns how the values that come out are held. */
    ValueType outputType();

    /** Values of an example that go in. */
    int inputs();

    /** Values of an example that come out. */
    int outputs();

    /**
     * @param x of {@link #inputType()} and width {@link #inputs()}, which is not checked; not modified
     * @return new activations
     */
    Activations apply(Activations x);
}
