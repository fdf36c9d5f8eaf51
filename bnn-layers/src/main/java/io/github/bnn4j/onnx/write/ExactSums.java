package io.github.bnn4j.onnx.write;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ValueType;

/** Sees that sums of integers are exact in single precision, in which ONNX Runtime adds in an order of its own. */
final class ExactSums {

    /** Single precision has all integers up to it. */
    private static final long MOST = 1 << 24;

    private ExactSums() {}

    /**
     * @throws OnnxException if sums of bytes or signs can be greater than single precision holds exactly
     */
    static void require(String layer, ValueType type, BitMatrix weights) {
        long greatest = greatest(type, weights);
        if (greatest > MOST) {
            throw new OnnxException(layer + " has sums of " + weights.columns() + " " + type + ", up to " + greatest
                    + ", but ONNX's operators compute in single precision, which is exact up to " + MOST
                    + " only: it cannot be exported");
        }
    }

    /**
     * Returns whether sums of these and of another number on padding are exact as well.
     *
     * @param padding a multiple of a half, or it is not
     */
    static boolean areExactWith(double padding, ValueType type, BitMatrix weights) {
        double halves = 2 * Math.max(1, Math.abs(padding) / (type == ValueType.BYTES ? 255 : 1));
        return padding == Math.rint(padding)
                ? greatest(type, weights) * halves / 2 <= MOST
                : 2 * padding == Math.rint(2 * padding) && greatest(type, weights) * halves <= MOST;
    }

    /** Returns the largest sum of a part of an output's products: that of all with the same sign. */
    private static long greatest(ValueType type, BitMatrix weights) {
        if (type != ValueType.BYTES) {
            return weights.columns();
        }
        long greatest = 0;
        for (int n = 0; n < weights.rows(); n++) {
            greatest = Math.max(greatest, 255L * (weights.columns() + Math.abs(weights.rowSum(n))) / 2);
        }
        return greatest;
    }
}
