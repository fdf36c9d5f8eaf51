package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.kernel.Kernels;
import io.github.bnn4j.packed.kernel.TransposedWeights;
import io.github.bnn4j.packed.kernel.XnorMatrix;
import java.util.Arrays;

/**
 * On signs, by the same kernels as a fully connected layer, with the parts exchanged: the patches are what those take for
 * weights, as pixels are many and lie side by side, and the weights are the rows that go through them. Where there are fewer
 * pixels than outputs, it is the other way round.
 */
final class SignPatchKernel implements PatchKernel {

    private final int outputs;
    private final int bits;
    private final int wordsPerRow;

    /** The weights, a row for each output, with each tap filled up with zeros to whole words, as in the patches. */
    private final long[] rows;

    /** The same as a matrix. */
    private final XnorMatrix matrix;

    /**
     * @param kernel a row for each output, channels of a tap together
     */
    SignPatchKernel(BitMatrix kernel, int taps) {
        int channels = kernel.columns() / taps;
        int planes = ChannelPlanes.count(Form.SIGNS, channels);
        this.outputs = kernel.rows();
        this.bits = taps * planes * Integer.SIZE;
        this.wordsPerRow = BitMatrix.wordsFor(bits);
        this.rows = new long[outputs * wordsPerRow];
        long[] words = kernel.toWords();
        for (int n = 0; n < outputs; n++) {
            for (int i = 0; i < taps * planes; i++) {
                int count = ChannelPlanes.channelsOf(i % planes, channels);
                long from = ((long) n * kernel.wordsPerRow() << 6) + (long) i / planes * channels + (i % planes << 5);
                long to = ((long) n * wordsPerRow << 6) + ((long) i << 5);
                BitRuns.put(rows, to, count, BitRuns.get(words, from, count));
            }
        }
        this.matrix = Kernels.arrange(BitMatrix.of(outputs, bits, rows));
    }

    @Override
    public Counter over(int[][] patches, int pixels) {
        return pixels < outputs ? rowByRow(patches, pixels) : sideBySide(patches, pixels);
    }

    private Counter sideBySide(int[][] patches, int pixels) {
        XnorMatrix pixelsAsOutputs = Kernels.arrange(new TransposedWeights(bits, pixels, patches));
        return (group, counts) -> {
            int from = group * GROUP;
            int to = from + PatchKernel.sizeOf(group, outputs);
            long[] some = Arrays.copyOfRange(rows, from * wordsPerRow, to * wordsPerRow);
            pixelsAsOutputs.mismatches(some, to - from, counts);
        };
    }

    private Counter rowByRow(int[][] patches, int pixels) {
        long[] pixelRows = new long[pixels * wordsPerRow];
        for (int k = 0; k < patches.length; k++) {
            for (int p = 0; p < pixels; p++) {
                pixelRows[p * wordsPerRow + (k >>> 1)] |= (patches[k][p] & 0xFFFFFFFFL) << (k << 5);
            }
        }
        int[][] all = new int[pixels][outputs];
        matrix.mismatches(pixelRows, pixels, all);
        return (group, counts) -> {
            for (int p = 0; p < pixels; p++) {
                for (int i = 0; i < PatchKernel.sizeOf(group, outputs); i++) {
                    counts[i][p] = all[p][group * GROUP + i];
                }
            }
        };
    }
}
