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

        private final BitMatrix weights;

        Matrix(BitMatrix weights) {
            this.weights = weights;
        }

        @Override
        public int inputs() {
            return weights.columns();
        }

        @Override
        public int outputs() {
            return weights.rows();
        }

        @Override
        public BitMatrix weights() {
            return weights;
        }

        @Override
        public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
            int length = weights.wordsPerRow();
            for (int b = 0; b < rows; b++) {
                int[] out = counts[b];
                for (int n = from; n < to; n++) {
                    out[n] = weights.mismatches(n, activations, b * length);
                }
            }
        }
    }
}
