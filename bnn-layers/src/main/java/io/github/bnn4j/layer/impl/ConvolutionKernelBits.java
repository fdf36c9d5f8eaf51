package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The signs of a binarized kernel {@code [outputs, channels, height, width]}, in the order of {@link SignPatches}: a row for each
 * output, of a word for 32 channels of each tap.
 *
 * @param wordsPerRow of 32 bits
 * @param rows {@code outputs * BitMatrix.wordsFor(32 * wordsPerRow)} words of 64 bits
 * @param scales what each output's signs are to be multiplied with
 * @param positives {@code [outputs][taps]}: how many signs of a tap are +1
 */
record ConvolutionKernelBits(int wordsPerRow, long[] rows, float[] scales, int[][] positives) {

    private static final int BITS = Integer.SIZE;

    /**
     * @param kernel dense, 'c' ordered
     * @return null if the numbers of an output are not all -a and +a, with a finite
     */
    static ConvolutionKernelBits of(INDArray kernel, int taps) {
        int outputs = (int) kernel.size(0);
        int channels = (int) kernel.size(1);
        int wordsPerTap = SignPatches.wordsOf(channels);
        int wordsPerRow = taps * wordsPerTap;
        int longsPerRow = BitMatrix.wordsFor(wordsPerRow * BITS);
        var bits = new ConvolutionKernelBits(
                wordsPerRow, new long[outputs * longsPerRow], new float[outputs], new int[outputs][taps]);
        FloatMemory memory = FloatMemory.of(kernel);
        float[] row = new float[channels * taps];
        for (int n = 0; n < outputs; n++) {
            memory.get(n * row.length, row, row.length);
            float scale = Math.abs(row[0]);
            if (scale == 0 || !Float.isFinite(scale)) {
                return null;
            }
            bits.scales[n] = scale;
            for (int i = 0; i < row.length; i++) {
                if (Math.abs(row[i]) != scale) {
                    return null;
                }
                if (row[i] > 0) {
                    int tap = i % taps;
                    int channel = i / taps;
                    int bit = (tap * wordsPerTap + channel / BITS) * BITS + channel % BITS;
                    bits.rows[n * longsPerRow + bit / Long.SIZE] |= 1L << bit;
                    bits.positives[n][tap]++;
                }
            }
        }
        return bits;
    }

    int outputs() {
        return scales.length;
    }

    /** Returns the rows of outputs {@code from} to {@code to}. */
    long[] rows(int from, int to) {
        int longsPerRow = rows.length / outputs();
        return Arrays.copyOfRange(rows, from * longsPerRow, to * longsPerRow);
    }
}
