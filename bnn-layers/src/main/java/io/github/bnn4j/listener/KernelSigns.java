package io.github.bnn4j.listener;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.quantizer.BinarySign;
import java.util.BitSet;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The signs of one layer's latent kernels, a bit each: a copy of the kernels themselves would take 32 times as much. */
final class KernelSigns {

    private final BitSet positive = new BitSet();
    private int length;

    KernelSigns(List<INDArray> latents) {
        latents.forEach(this::append);
    }

    private void append(INDArray latent) {
        if (!FloatMemory.isDense(latent)) {
            append(latent.dup().data().asDouble());
            return;
        }
        FloatMemory memory = FloatMemory.of(latent);
        float[] piece = new float[Math.min(FloatMemory.PIECE, memory.length())];
        for (int i = 0; i < memory.length(); i += piece.length) {
            int n = Math.min(piece.length, memory.length() - i);
            memory.get(i, piece, n);
            for (int j = 0; j < n; j++) {
                if (BinarySign.of(piece[j]) > 0) {
                    positive.set(length + i + j);
                }
            }
        }
        length = Math.addExact(length, memory.length());
    }

    private void append(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (BinarySign.of(values[i]) > 0) {
                positive.set(length + i);
            }
        }
        length = Math.addExact(length, values.length);
    }

    double flipRatioSince(KernelSigns before) {
        BitSet changed = (BitSet) positive.clone();
        changed.xor(before.positive);
        return (double) changed.cardinality() / length;
    }
}
