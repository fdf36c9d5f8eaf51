package io.github.bnn4j.quantizer;

import io.github.bnn4j.memory.FloatMemory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The approximate power of two, {@code AP2(x) = sign(x) * 2^round(log2|x|)}: multiplying with it is a shift (Courbariaux et
 * al. 2016, arXiv 1602.02830, sections 1.4 and 1.5). The quotient of x and AP2(x) is in [1/sqrt(2), sqrt(2)]; a power of two is
 * its own. Zero, infinities and NaN stay as they are; what rounds beyond the greatest power of its type becomes infinite.
 */
public final class PowerOfTwo {

    private static final int EXPONENT = 0x7f800000;
    private static final int FRACTION_BITS = 23;

    /** The fraction from which a float rounds up: that of the first one above sqrt(2). */
    private static final int ROUNDS_UP =
            Float.floatToRawIntBits(Math.nextUp((float) Math.sqrt(2))) & ((1 << FRACTION_BITS) - 1);

    /** Added to a float's bits, it carries into the exponent where the fraction rounds up. */
    private static final int CARRY = (1 << FRACTION_BITS) - ROUNDS_UP;

    private PowerOfTwo() {}

    /** Returns AP2 of one number, exact: sqrt(2) is irrational, so nothing lies halfway. */
    public static double of(double x) {
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return x;
        }
        if (Math.abs(x) < Double.MIN_NORMAL) {
            // Its exponent is not in its bits; after this it is.
            return Math.scalb(of(Math.scalb(x, 64)), -64);
        }
        int exponent = Math.getExponent(x);
        double fraction = Math.abs(Math.scalb(x, -exponent));
        return Math.copySign(Math.scalb(1.0, fraction >= Math.sqrt(2) ? exponent + 1 : exponent), x);
    }

    /**
     * Computes {@code x = AP2(x)}.
     *
     * @param x values of any shape and floating-point type; overwritten
     */
    public static void apply(INDArray x) {
        if (FloatMemory.isDense(x)) {
            FloatMemory memory = FloatMemory.of(x);
            memory.mapBits(memory, PowerOfTwo::ofFloatBits);
        } else {
            // A copy, as x may be a view of anything.
            INDArray copy = x.dup();
            DataBuffer values = copy.data();
            for (long i = 0; i < copy.length(); i++) {
                values.put(i, of(values.getDouble(i)));
            }
            x.assign(copy);
        }
    }

    private static void ofFloatBits(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = ofFloatBits(bits[i]);
        }
    }

    private static int ofFloatBits(int bits) {
        int exponent = bits & EXPONENT;
        if (exponent == 0 || exponent == EXPONENT) {
            return Float.floatToRawIntBits((float) of(Float.intBitsToFloat(bits)));
        }
        return (bits & Integer.MIN_VALUE) | ((bits & Integer.MAX_VALUE) + CARRY & EXPONENT);
    }
}
