package io.github.bnn4j.listener;

import io.github.bnn4j.quantizer.BinarySign;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.BitSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The signs of one latent kernel, a bit each: a copy of the kernel itself would take 32 times as much. */
final class KernelSigns {

    private final BitSet positive;
    private final int length;

    KernelSigns(INDArray latent) {
        INDArray flat = latent.reshape('f', new long[] {latent.length()}).castTo(DataType.FLOAT);
        FloatBuffer values = flat.data().asNioFloat();
        length = Math.toIntExact(flat.length());
        positive = new BitSet(length);
        for (int i = 0; i < length; i++) {
            if (BinarySign.of(values.get(values.position() + i)) > 0) {
                positive.set(i);
            }
        }
        // The buffer alone would not keep a cast copy from being freed.
        Reference.reachabilityFence(flat);
    }

    double flipRatioSince(KernelSigns before) {
        BitSet changed = (BitSet) positive.clone();
        changed.xor(before.positive);
        return (double) changed.cardinality() / length;
    }
}
