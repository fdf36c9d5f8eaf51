package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Optional;

/**
 * Weights that are {@code +-m_n}, with one magnitude for each output.
 *
 * @param signs a row for each output
 * @param magnitudes one for each output
 */
record BinaryKernel(BitMatrix signs, double[] magnitudes) {

    /** The weight of an input that leads to an output. */
    interface Weights {
        double of(int output, int input);
    }

    /** Returns weights as such; none if they are other ones. */
    static Optional<BinaryKernel> of(int outputs, int inputs, Weights weights) {
        double[] magnitudes = new double[outputs];
        for (int n = 0; n < outputs; n++) {
            magnitudes[n] = Math.abs(weights.of(n, 0));
            for (int k = 0; k < inputs; k++) {
                // Written so that NaN is none.
                if (!(Math.abs(weights.of(n, k)) == magnitudes[n])) {
                    return Optional.empty();
                }
            }
        }
        BitMatrix signs = BitMatrix.of(outputs, inputs, (n, k) -> weights.of(n, k) >= 0);
        return Optional.of(new BinaryKernel(signs, magnitudes));
    }
}
