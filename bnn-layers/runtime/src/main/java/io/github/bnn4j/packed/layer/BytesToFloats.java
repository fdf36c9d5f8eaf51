package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * {@code y = scale * x + offset} of unsigned bytes, computed in double precision and rounded once: for networks whose first
 * layer is not binary.
 *
 * @param scale finite
 * @param offset finite
 * @param inputs values of an example
 */
public record BytesToFloats(double scale, double offset, int inputs) implements PackedLayer {

    /**
     * @throws IllegalArgumentException if inputs are fewer than 1 or a number is not finite
     */
    public BytesToFloats {
        if (inputs < 1 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("Bytes need at least 1 input and a finite scale and offset, got "
                    + inputs + ", " + scale + " and " + offset);
        }
    }

    @Override
    public ValueType inputType() {
        return ValueType.BYTES;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), inputs);
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (scale * (x.bytes()[x.from() + i] & 0xFF) + offset);
        }
        return Activations.ofFloats(x.rows(), inputs, out, 0);
    }
}
