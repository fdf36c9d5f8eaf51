package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import io.github.bnn4j.quantizer.BinarySign;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The signs of a latent kernel {@code [inputs, outputs]}, one bit each: a thirty-second of the memory that the binarized
 * kernel would take, and of the time to write and read it.
 */
final class KernelBits {

    private static final int BITS = Integer.SIZE;

    /** Elements for one thread at a time. */
    private static final int SPAN = 64 * FloatMemory.PIECE;

    private final int inputs;
    private final int outputs;
    private final int[][] words;

    KernelBits(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.words = new int[(inputs + BITS - 1) / BITS][outputs];
    }

    TransposedWeights weights() {
        return new TransposedWeights(inputs, outputs, words);
    }

    /**
     * Takes the signs, as {@link BinarySign} has them.
     *
     * @param latent dense, 'f' ordered, of this shape
     * @return whether it is without NaN, of which there is no sign
     */
    boolean pack(INDArray latent) {
        FloatMemory memory = FloatMemory.of(latent);
        AtomicBoolean foundNaN = new AtomicBoolean();
        Spans.forEach(outputs, Math.max(1, SPAN / inputs), (from, to) -> {
            int[] column = new int[words.length * BITS];
            int[] negativeIfNaN = new int[column.length];
            for (int n = from; n < to; n++) {
                memory.getBits(n * inputs, column, inputs);
                BinarySign.masksOfBits(column, negativeIfNaN, inputs);
                packColumn(column, n);
            }
            for (int i = 0; i < inputs; i++) {
                if (negativeIfNaN[i] < 0) {
                    foundNaN.set(true);
                }
            }
        });
        return !foundNaN.get();
    }

    /** Masks behind the last input are 0 from the beginning on. */
    private void packColumn(int[] m, int n) {
        for (int k = 0; k < words.length; k++) {
            int word = 0;
            for (int j = 0; j < BITS; j += 8) {
                int i = k * BITS + j;
                int low = (m[i] & 1) | (m[i + 1] & 2) | (m[i + 2] & 4) | (m[i + 3] & 8);
                int high = (m[i + 4] & 16) | (m[i + 5] & 32) | (m[i + 6] & 64) | (m[i + 7] & 128);
                word |= (low | high) << j;
            }
            words[k][n] = word;
        }
    }

    /**
     * Unpacks the binarized weights of some inputs.
     *
     * @param firstInput a multiple of 32
     * @param out {@code [outputs, count]}, dense, 'f' ordered: overwritten with {@code +-bound}
     */
    void unpack(int firstInput, float bound, INDArray out) {
        FloatMemory memory = FloatMemory.of(out);
        int positive = Float.floatToRawIntBits(bound);
        int count = (int) out.size(1);
        Spans.forEach(count, Math.max(1, SPAN / outputs), (from, to) -> {
            int[] row = new int[outputs];
            for (int k = from; k < to; k++) {
                int input = firstInput + k;
                unpackBit(words[input / BITS], input % BITS, positive, row);
                memory.putBits(k * outputs, row, outputs);
            }
        });
    }

    private static void unpackBit(int[] words, int bit, int positive, int[] out) {
        int toSign = 31 - bit;
        for (int n = 0; n < out.length; n++) {
            out[n] = (~words[n] << toSign) & Integer.MIN_VALUE | positive;
        }
    }
}
