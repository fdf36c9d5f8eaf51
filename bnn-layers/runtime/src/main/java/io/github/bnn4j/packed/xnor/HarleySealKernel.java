package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carry-save adders over transposed weights: four words of mismatches are added, bit position by bit position, to two
 * running words of ones and twos, and what carries out of them, worth four, is counted by shifts and masks. All of it is
 * and, or, exclusive or, shift and addition, which every processor has as vector instructions: the best kernel where there
 * is no vector population count (AVX2). Harley and Seal's method: Mula, Kurz, Lemire, Faster Population Counts Using AVX2
 * Instructions (arXiv 1611.07612), section 4.
 *
 * <p>As in {@link Int2x8Kernel}, the form of the loops is what the JVM's compiler vectorizes: {@code |} where {@code ^}
 * would do, ints where longs would hold more, four words and not eight.
 */
public final class HarleySealKernel implements XnorKernel {

    private static final int BLOCK = 4;

    /** The counts in bytes have to be emptied after as many blocks, at most 8 more in each. */
    private static final int BLOCKS_BEFORE_OVERFLOW = 31;

    /** Long loops: each costs as much again as some hundred outputs to start and to finish. */
    private static final int OUTPUTS_AT_ONCE = 4096;

    @Override
    public String name() {
        return "harley-seal";
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

        /**
         * Ones, twos, and fours in bytes, for each output, of a call that is over: memory that is new each time costs more than a
         * row of a product.
         */
        private final AtomicReference<int[][]> spare = new AtomicReference<>();

        Matrix(TransposedWeights weights) {
            super(weights, BLOCK);
        }

        @Override
        public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
            mismatches(activations, activations, rows, counts, from, to);
        }

        @Override
        public void mismatches(long[] zerosNegative, long[] zerosPositive, int rows, int[][] counts) {
            mismatches(zerosNegative, zerosPositive, rows, counts, 0, outputs());
        }

        private void mismatches(
                long[] zerosNegative, long[] zerosPositive, int rows, int[][] counts, int first, int end) {
            int[][] reused = spare.getAndSet(null);
            int[][] sums = reused == null ? new int[3][TransposedWeights.lengthFor(outputs())] : reused;
            boolean zeros = zerosNegative != zerosPositive;
            int[] x = new int[blocks.length * BLOCK];
            int[] mask = new int[zeros ? x.length : 0];
            for (int n = first; n < end; n += OUTPUTS_AT_ONCE) {
                for (int b = 0; b < rows; b++) {
                    for (int k = 0; k < words(); k++) {
                        int from = b * BitMatrix.wordsFor(inputs());
                        x[k] = TransposedWeights.activation(zerosNegative, from, k);
                        if (zeros) {
                            mask[k] = ~(x[k] ^ TransposedWeights.activation(zerosPositive, from, k));
                        }
                    }
                    count(x, mask, sums, counts[b], n, Math.min(end, n + OUTPUTS_AT_ONCE));
                }
            }
            spare.set(sums);
        }

        private void count(int[] x, int[] mask, int[][] sums, int[] out, int from, int to) {
            int[] ones = sums[0], twos = sums[1], foursInBytes = sums[2];
            Arrays.fill(ones, from, to, 0);
            Arrays.fill(twos, from, to, 0);
            Arrays.fill(foursInBytes, from, to, 0);
            Arrays.fill(out, from, to, 0);
            for (int i = 0; i < blocks.length; i += BLOCKS_BEFORE_OVERFLOW) {
                addBlocks(x, mask, sums, i, Math.min(blocks.length, i + BLOCKS_BEFORE_OVERFLOW), from, to);
                empty(foursInBytes, out, from, to);
            }
            addOnesAndTwos(ones, twos, out, from, to);
        }

        private void addBlocks(int[] x, int[] mask, int[][] sums, int block, int end, int from, int to) {
            int[] ones = sums[0], twos = sums[1], bytes = sums[2];
            for (int i = block; i < end; i++) {
                int k = i * BLOCK;
                if (mask.length == 0) {
                    addBlock(x[k], x[k + 1], x[k + 2], x[k + 3], blocks[i], ones, twos, bytes, from, to);
                } else {
                    addBlockMasked(x, mask, k, blocks[i], ones, twos, bytes, from, to);
                }
            }
        }

        /** Adds as {@link #addBlock} does, but bits in the mask only. */
        private static void addBlockMasked(
                int[] x, int[] mask, int k, int[][] w, int[] ones, int[] twos, int[] bytes, int from, int to) {
            int x0 = x[k], x1 = x[k + 1], x2 = x[k + 2], x3 = x[k + 3];
            int m0 = mask[k], m1 = mask[k + 1], m2 = mask[k + 2], m3 = mask[k + 3];
            int[] w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3];
            if (w0.length < to || w1.length < to || w2.length < to || w3.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            if (ones.length < to || twos.length < to || bytes.length < to) {
                throw new IllegalArgumentException("counts are too short");
            }
            for (int n = from; n < to; n++) {
                int s0 = ones[n];
                int s1 = twos[n];
                int p0 = (x0 ^ w0[n]) & m0;
                int p1 = (x1 ^ w1[n]) & m1;
                int p2 = (x2 ^ w2[n]) & m2;
                int p3 = (x3 ^ w3[n]) & m3;
                int u = s0 ^ p0;
                int carryA = (s0 & p0) | (u & p1);
                int v = u ^ p1;
                int t = v ^ p2;
                int carryB = (v & p2) | (t & p3);
                ones[n] = t ^ p3;
                int r = s1 ^ carryA;
                int fours = (s1 & carryA) | (r & carryB);
                twos[n] = r ^ carryB;
                fours = fours - ((fours >>> 1) & 0x55555555);
                fours = (fours & 0x33333333) + ((fours >>> 2) & 0x33333333);
                bytes[n] += (fours + (fours >>> 4)) & 0x0F0F0F0F;
            }
        }

        private static void addBlock(
                int x0, int x1, int x2, int x3, int[][] w, int[] ones, int[] twos, int[] bytes, int from, int to) {
            int[] w0 = w[0], w1 = w[1], w2 = w[2], w3 = w[3];
            if (w0.length < to || w1.length < to || w2.length < to || w3.length < to) {
                throw new IllegalArgumentException("weights are too short");
            }
            if (ones.length < to || twos.length < to || bytes.length < to) {
                throw new IllegalArgumentException("counts are too short");
            }
            for (int n = from; n < to; n++) {
                int s0 = ones[n];
                int s1 = twos[n];
                int p0 = x0 ^ w0[n];
                int p1 = x1 ^ w1[n];
                int p2 = x2 ^ w2[n];
                int p3 = x3 ^ w3[n];
                int u = s0 ^ p0;
                int carryA = (s0 & p0) | (u & p1);
                int v = u ^ p1;
                int t = v ^ p2;
                int carryB = (v & p2) | (t & p3);
                ones[n] = t ^ p3;
                int r = s1 ^ carryA;
                int fours = (s1 & carryA) | (r & carryB);
                twos[n] = r ^ carryB;
                fours = fours - ((fours >>> 1) & 0x55555555);
                fours = (fours & 0x33333333) + ((fours >>> 2) & 0x33333333);
                bytes[n] += (fours + (fours >>> 4)) & 0x0F0F0F0F;
            }
        }

        private static void empty(int[] bytes, int[] out, int from, int to) {
            for (int n = from; n < to; n++) {
                int pairs = (bytes[n] & 0x00FF00FF) + ((bytes[n] >>> 8) & 0x00FF00FF);
                out[n] += 4 * ((pairs & 0xFFFF) + (pairs >>> 16));
                bytes[n] = 0;
            }
        }

        private static void addOnesAndTwos(int[] ones, int[] twos, int[] out, int from, int to) {
            for (int n = from; n < to; n++) {
                int one = ones[n] - ((ones[n] >>> 1) & 0x55555555);
                one = (one & 0x33333333) + ((one >>> 2) & 0x33333333);
                int two = twos[n] - ((twos[n] >>> 1) & 0x55555555);
                two = (two & 0x33333333) + ((two >>> 2) & 0x33333333);
                // At most 8 + 2 x 8 in each byte.
                int sum = ((one + (one >>> 4)) & 0x0F0F0F0F) + 2 * ((two + (two >>> 4)) & 0x0F0F0F0F);
                sum = (sum & 0x00FF00FF) + ((sum >>> 8) & 0x00FF00FF);
                out[n] += (sum & 0xFFFF) + (sum >>> 16);
            }
        }
    }
}
