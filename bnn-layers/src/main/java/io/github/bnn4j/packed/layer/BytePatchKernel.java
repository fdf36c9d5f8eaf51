package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.kernel.BitMatrix;
import java.util.Arrays;

/**
 * On bytes: the mismatches of the eight bits of a byte with a weight, each times its power of two, are the byte itself where
 * the weight is -1, and the byte with all bits inverted where it is +1. So they are an exclusive or and an addition for each
 * tap and channel, eight of them at a time.
 */
final class BytePatchKernel implements PatchKernel {

    private static final int BLOCK = 8;

    /** {@code [output][tap, channel]}: 255 for +1 and 0 for -1, filled up with zeros to whole blocks. */
    private final int[][] masks;

    BytePatchKernel(BitMatrix kernel) {
        masks = new int[kernel.rows()][(kernel.columns() + BLOCK - 1) / BLOCK * BLOCK];
        for (int n = 0; n < kernel.rows(); n++) {
            for (int k = 0; k < kernel.columns(); k++) {
                masks[n][k] = kernel.get(n, k) == 1 ? 0xFF : 0;
            }
        }
    }

    @Override
    public Counter over(int[][] patches, int pixels) {
        int[][] filledUp = Arrays.copyOf(patches, masks[0].length);
        Arrays.fill(filledUp, patches.length, filledUp.length, new int[pixels]);
        return (group, counts) -> {
            int outputs = PatchKernel.sizeOf(group, masks.length);
            for (int i = 0; i < outputs; i++) {
                int[] mask = masks[group * GROUP + i];
                Arrays.fill(counts[i], 0, pixels, 0);
                for (int k = 0; k < mask.length; k += BLOCK) {
                    addEight(filledUp, mask, k, counts[i], pixels);
                }
            }
        };
    }

    private static void addEight(int[][] x, int[] mask, int k, int[] out, int pixels) {
        int m0 = mask[k], m1 = mask[k + 1], m2 = mask[k + 2], m3 = mask[k + 3];
        int m4 = mask[k + 4], m5 = mask[k + 5], m6 = mask[k + 6], m7 = mask[k + 7];
        int[] x0 = x[k], x1 = x[k + 1], x2 = x[k + 2], x3 = x[k + 3];
        int[] x4 = x[k + 4], x5 = x[k + 5], x6 = x[k + 6], x7 = x[k + 7];
        for (int p = 0; p < pixels; p++) {
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
