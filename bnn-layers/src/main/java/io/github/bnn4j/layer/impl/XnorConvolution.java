package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of signs with signs by XNOR and popcount: exact integers, scaled. Each thread takes some examples from their signs
 * to their sums, so that patches and counts stay in its cache. What the packed products call outputs are pixels here, as there are
 * more of them, and their inputs' rows are the kernel's.
 *
 * <p>Of m mismatches among k inputs, the sum is {@code k - 2m}. Inputs beyond the border count nothing, yet their bits, all 0,
 * mismatch where the kernel's is 1: that is known in advance for each pixel.
 */
final class XnorConvolution {

    /** Pixels that a thread works on at a time, of several examples where they are small: enough for loops over them to pay. */
    private static final int PIXELS_AT_ONCE = 1024;

    /** The counts of so many outputs are in the cache at once. */
    private static final int OUTPUTS_AT_ONCE = 16;

    private final FloatMemory x;
    private final FloatMemory y;
    private final int examples;
    private final int channels;
    private final ConvolutionGeometry geometry;
    private final ConvolutionKernelBits kernel;
    private final long[][] kernelRows;

    /** {@code [outputs][output pixels]}: the sum if there is no mismatch, and twice the mismatches that are none. */
    private final int[][] sumsWithoutMismatch;

    private XnorConvolution(INDArray x, ConvolutionKernelBits kernel, ConvolutionGeometry geometry, INDArray y) {
        this.x = FloatMemory.of(x);
        this.y = FloatMemory.of(y);
        this.examples = (int) x.size(0);
        this.channels = (int) x.size(1);
        this.geometry = geometry;
        this.kernel = kernel;
        this.kernelRows = new long[(kernel.outputs() - 1) / OUTPUTS_AT_ONCE + 1][];
        for (int i = 0; i < kernelRows.length; i++) {
            int first = i * OUTPUTS_AT_ONCE;
            kernelRows[i] = kernel.rows(first, Math.min(kernel.outputs(), first + OUTPUTS_AT_ONCE));
        }
        this.sumsWithoutMismatch = sumsWithoutMismatch();
    }

    private int[][] sumsWithoutMismatch() {
        int[][] sums = new int[kernel.outputs()][geometry.outPixels()];
        for (int tap = 0; tap < geometry.taps(); tap++) {
            int[] outside = geometry.pixelsOutside(tap);
            for (int n = 0; n < sums.length; n++) {
                for (int p = 0; p < outside.length; p++) {
                    sums[n][p] += outside[p] != 0 ? 2 * kernel.positives()[n][tap] : channels;
                }
            }
        }
        return sums;
    }

    /**
     * Computes y, if the arrays are such that this can: where it cannot, y is of no use.
     *
     * @param x {@code [examples, channels, height, width]}, 'c' ordered
     * @param kernel {@code [outputs, channels, height, width]}, binarized
     * @param y {@code [examples, outputs, height, width]}, 'c' ordered; overwritten
     * @return whether it could: x has no other values than -a and +a, nor has what the kernel holds for an output
     */
    static boolean multiply(INDArray x, INDArray kernel, ConvolutionGeometry geometry, INDArray y) {
        if (!FloatMemory.isDense(x, kernel, y) || kernel.ordering() != 'c' || x.isEmpty()) {
            return false;
        }
        float[] first = new float[1];
        FloatMemory.of(x).get(0, first, 1);
        float magnitude = Math.abs(first[0]);
        if (magnitude == 0 || !Float.isFinite(magnitude)) {
            return false;
        }
        ConvolutionKernelBits bits = ConvolutionKernelBits.of(kernel, geometry.taps());
        return bits != null && new XnorConvolution(x, bits, geometry, y).multiply(magnitude);
    }

    private boolean multiply(float magnitude) {
        int atOnce = Math.max(1, Math.min(examples, PIXELS_AT_ONCE / geometry.outPixels()));
        AtomicBoolean failed = new AtomicBoolean();
        Spans.forEach((examples - 1) / atOnce + 1, 1, (firstGroup, lastGroup) -> {
            SignPatches patches = new SignPatches(channels, atOnce, geometry);
            int[][] counts = new int[OUTPUTS_AT_ONCE][atOnce * geometry.outPixels()];
            for (int from = firstGroup * atOnce; from < Math.min(examples, lastGroup * atOnce); from += atOnce) {
                int to = Math.min(examples, from + atOnce);
                int[][] words = failed.get() ? null : patches.take(x, from, to, Float.floatToRawIntBits(magnitude));
                if (words == null) {
                    failed.set(true);
                    return;
                }
                multiply(words, from, to, magnitude, counts);
            }
        });
        return !failed.get();
    }

    private void multiply(int[][] words, int from, int to, float magnitude, int[][] counts) {
        XnorMatrix matrix =
                XnorKernels.arrange(new TransposedWeights(kernel.wordsPerRow() * Integer.SIZE, words[0].length, words));
        float[] sums = new float[geometry.outPixels()];
        for (int i = 0; i < kernelRows.length; i++) {
            int firstOutput = i * OUTPUTS_AT_ONCE;
            int outputs = Math.min(OUTPUTS_AT_ONCE, kernel.outputs() - firstOutput);
            matrix.mismatches(kernelRows[i], outputs, counts);
            for (int e = from; e < to; e++) {
                for (int j = 0; j < outputs; j++) {
                    int n = firstOutput + j;
                    int start = (e - from) * sums.length;
                    store(counts[j], start, sumsWithoutMismatch[n], magnitude * kernel.scales()[n], sums);
                    y.put((e * kernel.outputs() + n) * sums.length, sums, sums.length);
                }
            }
        }
    }

    private static void store(int[] counts, int start, int[] withoutMismatch, float scale, float[] sums) {
        for (int p = 0; p < sums.length; p++) {
            sums[p] = scale * (withoutMismatch[p] - 2 * counts[start + p]);
        }
    }
}
