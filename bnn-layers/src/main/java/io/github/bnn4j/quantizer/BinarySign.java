package io.github.bnn4j.quantizer;

import io.github.bnn4j.memory.FloatMemory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sign of binarized networks: {@code +1 if x >= 0 else -1} (Courbariaux et al. 2016, equation 1). Zero of either
 * sign maps to +1, and NaN stays NaN: ND4J's own Sign maps both to 0, which would be a third value, and would hide
 * a diverged training.
 */
public final class BinarySign {

    private static final int ONE = Float.floatToRawIntBits(1f);
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int NAN = Float.floatToRawIntBits(Float.NaN);

    private BinarySign() {}

    /** Applies the rule to one number; NaN stays NaN. */
    public static double of(double x) {
        return x >= 0 ? 1 : x < 0 ? -1 : x;
    }

    /**
     * Computes {@code out = sign(x)}.
     *
     * @param x values of any shape and floating-point type; not modified unless it is {@code out}
     * @param out same shape and type, overwritten; may be {@code x} itself
     */
    public static void apply(INDArray x, INDArray out) {
        if (FloatMemory.isDense(x, out) && x.ordering() == out.ordering()) {
            FloatMemory.of(x).mapBits(FloatMemory.of(out), BinarySign::signOfBits);
        } else {
            applyByOperations(x, out);
        }
    }

    /** Has no branches, so that the compiler vectorizes it: the signs of a kernel cannot be predicted. */
    private static void signOfBits(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            int b = bits[i];
            int magnitude = b << 1;
            int ifNotZero = (magnitude | -magnitude) >> 31;
            int ifNaN = (INFINITY - (b & Integer.MAX_VALUE)) >> 31;
            bits[i] = (b & ifNotZero & Integer.MIN_VALUE) | ONE | (ifNaN & NAN);
        }
    }

    /**
     * Applies the rule to the bits of floats ({@link Float#floatToRawIntBits}), for those who store signs as bits.
     *
     * @param bits overwritten with masks: all bits 1 for +1, all 0 for -1, and either for NaN
     * @param negativeIfNaN at least as long: the sign bit is set where there is a NaN, and else left as it is
     * @param n count of elements
     */
    public static void masksOfBits(int[] bits, int[] negativeIfNaN, int n) {
        for (int i = 0; i < n; i++) {
            int b = bits[i];
            int magnitude = b << 1;
            int ifNotZero = magnitude | -magnitude;
            negativeIfNaN[i] |= INFINITY - (b & Integer.MAX_VALUE);
            bits[i] = ~((b & ifNotZero) >> 31);
        }
    }

    private static void applyByOperations(INDArray x, INDArray out) {
        // Infinities of both signs also make the sum NaN: then the slow way is right as well, only slow.
        if (Double.isNaN(x.sumNumber().doubleValue())) {
            // A copy, as linear indices do not mean the same element in arrays of different orders.
            INDArray signs = x.dup('c');
            DataBuffer values = signs.data();
            for (long i = 0; i < signs.length(); i++) {
                values.put(i, of(values.getDouble(i)));
            }
            out.assign(signs);
            return;
        }
        Nd4j.getExecutioner().exec(new Sign(x, out));
        out.addi(0.5);
        Nd4j.getExecutioner().exec(new Sign(out, out));
    }
}
