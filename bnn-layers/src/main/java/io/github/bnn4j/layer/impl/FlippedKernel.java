package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A kernel as the convolution that takes gradients back has it: outputs and channels change places, and taps are turned around. As
 * a matrix {@code [channels, outputs * taps]}, 'c' ordered.
 */
final class FlippedKernel {

    private final KeptArray weights = new KeptArray();
    private final KeptArray gradients = new KeptArray();

    /**
     * @param kernel {@code [outputs, channels, height, width]}, dense, 'c' ordered; not modified
     * @return its numbers, valid until the next call
     */
    INDArray of(INDArray kernel) {
        INDArray flipped = matrix(weights, kernel);
        exchange(floats(kernel), (int) kernel.size(0), (int) kernel.size(1), flipped);
        return flipped;
    }

    /** Returns a matrix of its size, to be overwritten. */
    INDArray gradient(INDArray kernel) {
        return matrix(gradients, kernel);
    }

    /**
     * @param flipped not modified
     * @param gradient {@code [outputs, channels, height, width]}, dense, 'c' ordered; overwritten
     */
    void store(INDArray flipped, INDArray gradient) {
        exchange(floats(flipped), (int) gradient.size(1), (int) gradient.size(0), gradient);
    }

    private static INDArray matrix(KeptArray memory, INDArray kernel) {
        return memory.get(kernel.dataType(), kernel.size(1), kernel.length() / kernel.size(1));
    }

    private static float[] floats(INDArray array) {
        float[] values = new float[(int) array.length()];
        FloatMemory.of(array).get(0, values, values.length);
        return values;
    }

    /** Turns {@code [a][b][taps]} into {@code [b][a][taps]}, of which each tap is the last one's mirror. */
    private static void exchange(float[] values, int a, int b, INDArray out) {
        int taps = values.length / a / b;
        FloatMemory memory = FloatMemory.of(out);
        float[] row = new float[a * taps];
        for (int j = 0; j < b; j++) {
            for (int i = 0; i < a; i++) {
                for (int tap = 0; tap < taps; tap++) {
                    row[i * taps + tap] = values[(i * b + j) * taps + taps - 1 - tap];
                }
            }
            memory.put(j * row.length, row, row.length);
        }
    }
}
