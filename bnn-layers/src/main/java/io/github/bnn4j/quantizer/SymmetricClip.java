package io.github.bnn4j.quantizer;

import io.github.bnn4j.memory.FloatMemory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.HardTanh;
import org.nd4j.linalg.factory.Nd4j;

/** Clipping to {@code [-bound, bound]} that keeps NaN: ND4J's faster scalar minimum and maximum turn it into a bound. */
public final class SymmetricClip {

    private SymmetricClip() {}

    /**
     * Computes {@code out = min(max(x, -bound), bound)}.
     *
     * @param x values of any shape and floating-point type; not modified unless it is {@code out}
     * @param out same shape and type, overwritten; may be {@code x} itself
     * @param bound at least 0
     */
    public static void apply(INDArray x, INDArray out, double bound) {
        if (FloatMemory.isDense(x, out) && x.ordering() == out.ordering()) {
            FloatMemory.of(x).map(FloatMemory.of(out), (values, n) -> clip(values, n, (float) bound));
        } else if (bound == 1) {
            Nd4j.getExecutioner().exec(new HardTanh(x, out));
        } else if (!(bound > 0)) {
            // "clipbyvalue" refuses an empty interval; NaN times 0 is NaN.
            Nd4j.getExecutioner().exec(new HardTanh(x, out));
            out.muli(0);
        } else {
            Nd4j.getExecutioner()
                    .exec(DynamicCustomOp.builder("clipbyvalue")
                            .addInputs(x)
                            .addOutputs(out)
                            .addFloatingPointArguments(-bound, bound)
                            .build());
        }
    }

    /** Java's minimum and maximum keep NaN. */
    private static void clip(float[] values, int n, float bound) {
        for (int i = 0; i < n; i++) {
            values[i] = Math.min(Math.max(values[i], -bound), bound);
        }
    }
}
