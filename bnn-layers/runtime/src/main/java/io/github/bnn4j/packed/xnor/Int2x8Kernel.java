package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;

/**
 * {@link Integer#bitCount} over transposed weights, for two rows of activations and eight words of weights at a time. The
 * JVM's compiler makes vector population counts of it where the processor has them (AVX-512 VPOPCNTDQ, Arm): several times
 * the speed of {@link RowMajorKernel} there, and slower than it elsewhere.
 *
 * <p>The compiler is easily put off. What holds on JDK 17 and 25 alike is two rows by eight words, a method too large to
 * be inlined into its caller, and bounds checks before the loop: do not change these without the benchmark.
 */
public final class Int2x8Kernel implements XnorKernel {

    private static final int BLOCK = 8;

    /** Blocks of weights that are used for all rows before the next ones: 32 words x 4096 outputs are half a megabyte. */
    private static final int BLOCKS_AT_ONCE = 4;

    /** As many words of the last block are faster one by one than with zeros that fill it up. */
    private static final int MOST_SINGLE_WORDS = 4;

    private static final int OUTPUTS_AT_ONCE = 4096;
    private static final int ROWS_AT_ONCE = 64;

    @Override
    public String name() {
        return "int-2x8";
    }

    @Override
    public XnorMatrix arrange(BitMatrix weights) {
        return arrange(TransposedWeights.of(weights));
    }

    @Override
    public XnorMatrix arrange(TransposedWeights weights) {
        return new Matrix(weights);
    }

    private static final class Matrix extends TransposedMatrix {

        Matrix(TransposedWeights weights) {
            super(weights, BLOCK);
        }

        @Override
        public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
            int[] x = padded(activations, rows);
            forEachTile(rows, from, to, (b, bEnd, k, kEnd, n, nEnd) -> addTile(x, b, bEnd, k, kEnd, counts, n, nEnd));
        }

        @Override
        public void mismatches(long[] zerosNegative, long[] zerosPositive, int rows, int[][] counts) {
            int[] x = padded(zerosNegative, rows);
            int[] mask = padded(zerosPositive, rows);
            for (int i = 0; i < x.length; i++) {
                mask[i] = ~(x[i] ^ mask[i]);
            }
            forEachTile(rows, 0, outputs(), (b, bEnd, k, kEnd, n, nEnd) -> {
                for (int row = b; row < bEnd; row++) {
                    clearBeforeFirst(k, counts[row], n, nEnd);
                    for (int i = k; i < kEnd; i++) {
                        addMasked(x, mask, (row * blocks.length + i) * BLOCK, blocks[i], counts[row], n, nEnd);
                    }
                }
            });
        }

        /** Rows from b, blocks from k, outputs from n; the ends are exclusive. */
        private interface TileTask {
            void run(int b, int bEnd, int k, int kEnd, int n, int nEnd);
        }

        private void forEachTile(int rows, int from, int to, TileTask task) {
            for (int b = 0; b < rows; b += ROWS_AT_ONCE) {
                int bEnd = Math.min(rows, b + ROWS_AT_ONCE);
                for (int k = 0; k < blocks.length; k += BLOCKS_AT_ONCE) {
                    int kEnd = Math.min(blocks.length, k + BLOCKS_AT_ONCE);
                    for (int n = from; n < to; n += OUTPUTS_AT_ONCE) {
                        task.run(b, bEnd, k, kEnd, n, Math.min(to, n + OUTPUTS_AT_ONCE));
                    }
                }
            }
        }

        /** Clears only now, so that they are in the cache when the first block is added. */
        private static void clearBeforeFirst(int block, int[] counts, int from, int to) {
            if (block == 0) {
                Arrays.fill(counts, from, to, 0);
            }
        }

        /** Returns the rows as ints, each filled up with zeros to whole blocks. */
        private int[] padded(long[] activations, int rows) {
            int paddedWords = blocks.length * BLOCK;
            int wordsPerRow = BitMatrix.wordsFor(inputs());
            int[] x = Workspace.zeroInts(rows * paddedWords);
            for (int b = 0; b < rows; b++) {
                for (int i = 0; i < wordsPerRow; i++) {
                    long word = activations[b * wordsPerRow + i];
                    x[b * paddedWords + 2 * i] = (int) word;
                    x[b * paddedWords + 2 * i + 1] = (int) (word >>> 32);
                }
            }
            return x;
        }

        private void addTile(int[] x, int b, int bEnd, int k, int kEnd, int[][] counts, int n, int nEnd) {
            int paddedWords = blocks.length * BLOCK;
            for (; b + 1 < bEnd; b += 2) {
                clearBeforeFirst(k, counts[b], n, nEnd);
                clearBeforeFirst(k, counts[b + 1], n, nEnd);
                for (int i = k; i < kEnd; i++) {
                    int at = b * paddedWords + i * BLOCK;
                    int left = words() - i * BLOCK;
                    if (left > MOST_SINGLE_WORDS) {
                        addToTwo(x, at, paddedWords, blocks[i], counts[b], counts[b + 1], n, nEnd);
                    } else {
                        for (int j = 0; j < left; j++) {
                            int[] w = blocks[i][j];
                            addWord(x[at + j], x[at + paddedWords + j], w, counts[b], counts[b + 1], n, nEnd);
                        }
                    }
                }
            }
            if (b < bEnd) {
                clearBeforeFirst(k, counts[b], n, nEnd);
                for (int i = k; i < kEnd; i++) {
                    addToOne(x, b * paddedWords + i * BLOCK, blocks[i], counts[b], n, nEnd);
                }
            }
        }

        private static void addToTwo(int[] x, int at, int stride, int[][] w, int[] o0, int[] o1, int from, int to) {
            int at1 = at + stride;
            int a0 = x[at], a1 = x[at + 1], a2 = x[at + 2], a3 = x[at + 3];
            int a4 = x[at + 4], a5 = x[at + 5], a6 = x[at + 6], a7 = x[at + 7];
            int b0 = x[at1], b1 = x[at1 + 1], b2 = x[at1 + 2], b3 = x[at1 + 3];
            int b4 = x[at1 + 4], b5 = x[at1 + 5], b6 = x[at1 + 6], b7 = x[at1 + 7];
            int[] w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3], w4 = w[4], w5 = w[5], w6 = w[6], w7 = w[7];
            if (o0.length < to || o1.length < to) {
                throw new IllegalArgumentException("counts are too short");
            }
            if (w0.length < to || w1.length < to || w2.length < to || w3.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            if (w4.length < to || w5.length < to || w6.length < to || w7.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            for (int n = from; n < to; n++) {
                int v0 = w0[n], v1 = w1[n], v2 = w2[n], v3 = w3[n];
                int v4 = w4[n], v5 = w5[n], v6 = w6[n], v7 = w7[n];
                o0[n] += Integer.bitCount(a0 ^ v0)
                        + Integer.bitCount(a1 ^ v1)
                        + Integer.bitCount(a2 ^ v2)
                        + Integer.bitCount(a3 ^ v3)
                        + Integer.bitCount(a4 ^ v4)
                        + Integer.bitCount(a5 ^ v5)
                        + Integer.bitCount(a6 ^ v6)
                        + Integer.bitCount(a7 ^ v7);
                o1[n] += Integer.bitCount(b0 ^ v0)
                        + Integer.bitCount(b1 ^ v1)
                        + Integer.bitCount(b2 ^ v2)
                        + Integer.bitCount(b3 ^ v3)
                        + Integer.bitCount(b4 ^ v4)
                        + Integer.bitCount(b5 ^ v5)
                        + Integer.bitCount(b6 ^ v6)
                        + Integer.bitCount(b7 ^ v7);
            }
        }

        private static void addWord(int a, int b, int[] w, int[] o0, int[] o1, int from, int to) {
            if (w.length < to || o0.length < to || o1.length < to) {
                throw new IllegalArgumentException("weights or counts are too short");
            }
            for (int n = from; n < to; n++) {
                int v = w[n];
                o0[n] += Integer.bitCount(a ^ v);
                o1[n] += Integer.bitCount(b ^ v);
            }
        }

        private static void addToOne(int[] x, int at, int[][] w, int[] o, int from, int to) {
            int a0 = x[at], a1 = x[at + 1], a2 = x[at + 2], a3 = x[at + 3];
            int a4 = x[at + 4], a5 = x[at + 5], a6 = x[at + 6], a7 = x[at + 7];
            int[] w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3], w4 = w[4], w5 = w[5], w6 = w[6], w7 = w[7];
            if (o.length < to) {
                throw new IllegalArgumentException("counts are too short");
            }
            if (w0.length < to || w1.length < to || w2.length < to || w3.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            if (w4.length < to || w5.length < to || w6.length < to || w7.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            for (int n = from; n < to; n++) {
                o[n] += Integer.bitCount(a0 ^ w0[n])
                        + Integer.bitCount(a1 ^ w1[n])
                        + Integer.bitCount(a2 ^ w2[n])
                        + Integer.bitCount(a3 ^ w3[n])
                        + Integer.bitCount(a4 ^ w4[n])
                        + Integer.bitCount(a5 ^ w5[n])
                        + Integer.bitCount(a6 ^ w6[n])
                        + Integer.bitCount(a7 ^ w7[n]);
            }
        }

        /** Adds one row: two at a time would need more registers for signs and masks than there are. */
        private static void addMasked(int[] x, int[] mask, int at, int[][] w, int[] o, int from, int to) {
            int a0 = x[at], a1 = x[at + 1], a2 = x[at + 2], a3 = x[at + 3];
            int a4 = x[at + 4], a5 = x[at + 5], a6 = x[at + 6], a7 = x[at + 7];
            int m0 = mask[at], m1 = mask[at + 1], m2 = mask[at + 2], m3 = mask[at + 3];
            int m4 = mask[at + 4], m5 = mask[at + 5], m6 = mask[at + 6], m7 = mask[at + 7];
            int[] w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3], w4 = w[4], w5 = w[5], w6 = w[6], w7 = w[7];
            if (o.length < to) {
                throw new IllegalArgumentException("counts are too short");
            }
            if (w0.length < to || w1.length < to || w2.length < to || w3.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            if (w4.length < to || w5.length < to || w6.length < to || w7.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            for (int n = from; n < to; n++) {
                o[n] += Integer.bitCount((a0 ^ w0[n]) & m0)
                        + Integer.bitCount((a1 ^ w1[n]) & m1)
                        + Integer.bitCount((a2 ^ w2[n]) & m2)
                        + Integer.bitCount((a3 ^ w3[n]) & m3)
                        + Integer.bitCount((a4 ^ w4[n]) & m4)
                        + Integer.bitCount((a5 ^ w5[n]) & m5)
                        + Integer.bitCount((a6 ^ w6[n]) & m6)
                        + Integer.bitCount((a7 ^ w7[n]) & m7);
            }
        }
    }
}
