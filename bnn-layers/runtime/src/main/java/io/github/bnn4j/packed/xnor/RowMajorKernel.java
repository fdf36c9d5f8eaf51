package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;

/**
 * The loop that one writes first: {@link Long#bitCount} along the rows of the weights. It is the best for few outputs,
 * where the other kernels have too little to do side by side, and what they are measured against.
 */
public final class RowMajorKernel implements XnorKernel {

    @Override
    public String name() {
        return "row-major";
    }

    @Override
    public XnorMatrix arrange(BitMatrix weights) {
        return new Matrix(weights);
    }

    private static final class Matrix implements XnorMatrix {

        private final int inputs;
        private final int outputs;
        private final long[] words;

        Matrix(BitMatrix weights) {
            this.inputs = weights.columns();
            this.outputs = weights.rows();
            this.words = weights.toWords();
        }

        @Override
        public int inputs() {
            return inputs;
        }

        @Override
        public int outputs() {
            return outputs;
        }

        @Override
        public BitMatrix weights() {
            return BitMatrix.of(outputs, inputs, words);
        }

        @Override
        public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
            int length = BitMatrix.wordsFor(inputs);
            for (int b = 0; b < rows; b++) {
                int[] out = counts[b];
                for (int n = from; n < to; n++) {
                    out[n] = mismatches(activations, b * length, words, n * length, length);
                }
            }
        }

        private static int mismatches(long[] a, int aFrom, long[] w, int wFrom, int length) {
            int count = 0;
            for (int k = 0; k < length; k++) {
                count += Long.bitCount(a[aFrom + k] ^ w[wFrom + k]);
            }
            return count;
        }
    }
}
