package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Objects;

/**
 * Turns mismatches into the sum they stand for: {@code sum_k w_nk x_k = constant[n] - factor * m_n}.
 *
 * <p>For signs x, {@code constant = K} and {@code factor = 2}. For bytes, m is the mismatches of the eight bit planes, each
 * times its power of two: {@code constant[n] = 255 (S_n + K) / 2} and {@code factor = 1}, where {@code S_n} is the sum of
 * the weights that lead to output n; {@code S_n + K} is even.
 */
public final class MismatchSums {

    private final int[] constants;
    private final int factor;
    private final int greatest;

    private MismatchSums(int[] constants, int factor, int greatest) {
        this.constants = constants;
        this.factor = factor;
        this.greatest = greatest;
    }

    /**
     * @param type {@link ValueType#SIGNS} or {@link ValueType#BYTES}
     * @throws IllegalArgumentException if sums of so many inputs do not fit into 32 bits
     */
    public static MismatchSums of(ValueType type, BitMatrix weights) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(weights, "weights");
        int inputs = weights.columns();
        int perInput = type == ValueType.BYTES ? 255 : 1;
        if (inputs > Integer.MAX_VALUE / 2 / perInput) {
            throw new IllegalArgumentException("A binary layer on " + type + " can have at most "
                    + Integer.MAX_VALUE / 2 / perInput + " inputs, got " + inputs);
        }
        int[] constants = new int[weights.rows()];
        for (int n = 0; n < constants.length; n++) {
            constants[n] = type == ValueType.BYTES ? 255 * ((weights.rowSum(n) + inputs) / 2) : inputs;
        }
        return new MismatchSums(constants, type == ValueType.BYTES ? 1 : 2, inputs * perInput);
    }

    /** Returns the count of outputs, each of which has a sum. */
    public int outputs() {
        return constants.length;
    }

    /** Returns the sum of products for output n. */
    public int sum(int n, int mismatches) {
        return constants[n] - factor * mismatches;
    }

    /** Returns the greatest possible count of mismatches. */
    public int greatestMismatches() {
        return greatest;
    }

    /**
     * @return the greatest count of mismatches with which the sum of output n is at least {@code sum}; from -1, if none, to
     *     {@link #greatestMismatches()}
     */
    public int mismatchesForAtLeast(int n, double sum) {
        double limit = Math.floor((constants[n] - sum) / factor);
        return (int) Math.max(-1, Math.min(greatest, limit));
    }

    /**
     * @throws IllegalArgumentException if a limit is above the greatest possible count of mismatches
     */
    void checkLimits(int[] limits) {
        for (int limit : limits) {
            if (limit > greatest) {
                throw new IllegalArgumentException(
                        "A limit is " + limit + ", but there are at most " + greatest + " mismatches");
            }
        }
    }

    @Override
    public String toString() {
        return "MismatchSums[" + constants.length + " outputs, at most " + greatest + " mismatches]";
    }
}
