package io.github.bnn4j.layer;

/** Tells what surrounds the input of a convolution, after its input quantizer. */
public enum PaddingValue {
    /** Counts for nothing: DL4J's, and the paper's; the default. */
    ZERO(0),
    /** The padding is +1, so that the padded input is binary as well (Larq's {@code pad_values=1}). */
    ONE(1);

    private final double value;

    PaddingValue(double value) {
        this.value = value;
    }

    /** Returns the number that stands on the padding. */
    public double value() {
        return value;
    }
}
