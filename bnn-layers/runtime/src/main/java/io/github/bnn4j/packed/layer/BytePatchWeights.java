package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;

/**
 * Multiplies bytes: the mismatches of the eight bits of a byte with a weight, each times its power of two, are the byte
 * itself where the weight is -1, and the byte with all bits inverted where it is +1. So they are an exclusive or and an
 * addition for each tap and channel, eight of them at a time.
 *
 * <p>Two pixels share an int, as long as their sums have room in half of it.
 */
final class BytePatchWeights implements PatchWeights {

    private static final int BLOCK = 8;

    /** Taps and channels whose sum is less than 2^16. */
    private static final int MOST_OF_HALVES = 0xFFFF / 0xFF;

    private final BitMatrix weights;
    private final boolean halves;

    BytePatchWeights(BitMatrix weights) {
        this.weights = weights;
        this.halves = weights.columns() <= MOST_OF_HALVES;
    }

    @Override
    public Counter over(int[][] patches, int pixels) {
        int ints = halves ? (pixels + 1) / 2 : pixels;
        int[][] x = new int[(weights.columns() + BLOCK - 1) / BLOCK * BLOCK][];
        Arrays.fill(x, patches.length, x.length, Workspace.zeroInts(ints));
        for (int k = 0; k < patches.length; k++) {
            x[k] = halves ? paired(patches[k], pixels, ints) : patches[k];
        }
        return (group, counts) -> {
            int outputs = PatchWeights.sizeOf(group, weights.rows());
            for (int i = 0; i < outputs; i++) {
                Arrays.fill(counts[i], 0, ints, 0);
            }
            for (int k = 0; k < x.length; k += BLOCK) {
                for (int i = 0; i < outputs; i++) {
                    addEight(x, eight(group * GROUP + i, k), halves ? 0x00FF00FF : 0xFF, k, counts[i], ints);
                }
            }
            for (int i = 0; halves && i < outputs; i++) {
                separate(counts[i], pixels, ints);
            }
        };
    }

    /** Weights from k on, the first one lowest, zeros behind the last: a block does not go beyond a word. */
    private int eight(int n, int k) {
        return (int) (weights.word(n * weights.wordsPerRow() + (k >>> 6)) >>> k);
    }

    /** Returns a pixel and the one {@code ints} behind it. */
    private static int[] paired(int[] x, int pixels, int ints) {
        int[] pairs = Workspace.ints(ints);
        System.arraycopy(x, 0, pairs, 0, ints);
        for (int p = ints; p < pixels; p++) {
            pairs[p - ints] |= x[p] << 16;
        }
        return pairs;
    }

    private static void separate(int[] sums, int pixels, int ints) {
        for (int p = ints; p < pixels; p++) {
            sums[p] = sums[p - ints] >>> 16;
        }
        for (int p = 0; p < ints; p++) {
            sums[p] &= 0xFFFF;
        }
    }

    /**
     * Adds eight taps and channels, in what the compiler vectorizes, as in the kernels for signs: a large method, with
     * bounds checks before the loop.
     */
    private static void addEight(int[][] x, int signs, int ones, int k, int[] out, int ints) {
        int m0 = ones * (signs & 1), m1 = ones * (signs >> 1 & 1);
        int m2 = ones * (signs >> 2 & 1), m3 = ones * (signs >> 3 & 1);
        int m4 = ones * (signs >> 4 & 1), m5 = ones * (signs >> 5 & 1);
        int m6 = ones * (signs >> 6 & 1), m7 = ones * (signs >> 7 & 1);
        int[] x0 = x[k], x1 = x[k + 1], x2 = x[k + 2], x3 = x[k + 3];
        int[] x4 = x[k + 4], x5 = x[k + 5], x6 = x[k + 6], x7 = x[k + 7];
        if (out.length < ints) {
            throw new IllegalArgumentException("counts are too short");
        }
        if (x0.length < ints || x1.length < ints || x2.length < ints || x3.length < ints) {
            throw new IllegalArgumentException("patches are too short");
        }
        if (x4.length < ints || x5.length < ints || x6.length < ints || x7.length < ints) {
            throw new IllegalArgumentException("patches are too short");
        }
        for (int p = 0; p < ints; p++) {
            out[p] += (x0[p] ^ m0)
                    + (x1[p] ^ m1)
                    + (x2[p] ^ m2)
                    + (x3[p] ^ m3)
                    + (x4[p] ^ m4)
                    + (x5[p] ^ m5)
                    + (x6[p] ^ m6)
                    + (x7[p] ^ m7);
        }
    }
}
