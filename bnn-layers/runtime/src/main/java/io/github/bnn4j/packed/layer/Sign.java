package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * {@code +1 if x >= 0 else -1}.
 *
 * @param inputs values of an example
 */
public record Sign(int inputs) implements PackedLayer {

    /**
     * @throws IllegalArgumentException if inputs are fewer than 1
     */
    public Sign {
        if (inputs < 1) {
            throw new IllegalArgumentException("Sign needs at least 1 input, got " + inputs);
        }
    }

    @Override
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.SIGNS;
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        return Activations.signsOf(x.rows(), inputs, x.floats(), x.from());
    }
}
