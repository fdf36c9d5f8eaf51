package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;

/** Bit by bit, slow and obvious: what the other kernels are tested against. */
public final class ReferenceKernel implements XnorKernel {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public XnorMatrix arrange(BitMatrix weights) {
        return new Matrix(weights);
    }

    private record Matrix(BitMatrix weights) implements XnorMatrix {

        @Override
        public int inputs() {
            return weights.columns();
        }

        @Override
        public int outputs() {
            return weights.rows();
        }

        @Override
        public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
            for (int b = 0; b < rows; b++) {
                for (int n = from; n < to; n++) {
                    counts[b][n] = 0;
                    for (int k = 0; k < inputs(); k++) {
                        long word = activations[b * weights.wordsPerRow() + k / 64];
                        int sign = (word >>> (k % 64) & 1) == 1 ? 1 : -1;
                        if (sign != weights.get(n, k)) {
                            counts[b][n]++;
                        }
                    }
                }
            }
        }
    }
}
