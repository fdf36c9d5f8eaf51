package io.github.bnn4j.packed.layer;

/** Tells how the values between two layers are held. */
public enum ValueType {
    /** Unsigned bytes, 0 to 255. */
    BYTES,
    /** Real numbers in single precision. */
    FLOATS,
    /** +1 and -1, one bit each. */
    SIGNS
}
