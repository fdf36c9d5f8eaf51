package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Objects;

/**
 * Signs as real numbers, for a layer that is not binary: +1 and -1, or what else the signs stand for, such as 1 and 0.
 *
 * @param positive what +1 stands for; finite
 * @param negative what -1 stands for; finite
 * @param inputs values of an example
 */
public record SignsToFloats(float positive, float negative, int inputs) implements PackedLayer {

    /**
     * @throws IllegalArgumentException if inputs are fewer than 1 or a number is not finite
     */
    public SignsToFloats {
        if (inputs < 1 || !Float.isFinite(positive) || !Float.isFinite(negative)) {
            throw new IllegalArgumentException("Signs need at least 1 input and finite values, got " + inputs + ", "
                    + positive + " and " + negative);
        }
    }

    @Override
    public ValueType inputType() {
        return ValueType.SIGNS;
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
        int words = BitMatrix.wordsFor(inputs);
        for (int row = 0; row < x.rows(); row++) {
            for (int i = 0; i < inputs; i++) {
                boolean set = (x.signs()[row * words + (i >>> 6)] >>> i & 1) == 1;
                out[row * inputs + i] = set ? positive : negative;
            }
        }
        return Activations.ofFloats(x.rows(), inputs, out, 0);
    }
}
