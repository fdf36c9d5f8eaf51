package io.github.bnn4j.listener;

import io.github.bnn4j.quantizer.BinarySign;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The signs of one layer's latent kernels, a bit each: a copy of the kernels themselves would take 32 times as much. */
final class KernelSigns {

    private final BitSet positive = new BitSet();
    private int length;

    KernelSigns(List<INDArray> latents) {
        latents.forEach(this::append);
    }

    private void append(INDArray latent) {
        INDArray flat =
                latent.reshape(latent.ordering(), new long[] {latent.length()}).castTo(DataType.FLOAT);
        FloatBuffer values = flat.data().asNioFloat();
        int count = Math.toIntExact(flat.length());
        for (int i = 0; i < count; i++) {
            if (BinarySign.of(values.get(values.position() + i)) > 0) {
                positive.set(length + i);
            }
        }
        length = Math.addExact(length, count);
        // The buffer alone would not keep a cast copy from being freed.
        Reference.reachabilityFence(flat);
    }

    double flipRatioSince(KernelSigns before) {
        BitSet changed = (BitSet) positive.clone();
        changed.xor(before.positive);
        return (double) changed.cardinality() / length;
    }
}
