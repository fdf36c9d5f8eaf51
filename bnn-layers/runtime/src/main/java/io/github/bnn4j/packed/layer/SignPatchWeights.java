package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
import io.github.bnn4j.packed.workspace.Workspace;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.util.Arrays;

/**
 * Multiplies signs, by the same kernels as a fully connected layer, with the parts exchanged: the patches are what those
 * take for weights, as pixels are many and lie side by side, and the weights are the rows that go through them. Where there
 * are fewer pixels than outputs, it is the other way round.
 */
final class SignPatchWeights implements PatchWeights {

    /**
     * It limits what is kept: where taps that are filled up take more than so many times the words, they are so for each
     * tile, and not for ever.
     */
    private static final int MOST_EXPANSION = 8;

    private final BitMatrix weights;
    private final int taps;
    private final int outputs;
    private final int bits;
    private final int wordsPerRow;

    /** The weights, a row for each output, with each tap filled up with zeros to whole words, as in the patches; or null. */
    private final long[] rows;

    /** The same as a matrix; or null. */
    private final XnorMatrix matrix;

    /**
     * @param weights a row for each output, channels of a tap together
     */
    SignPatchWeights(BitMatrix weights, int taps) {
        int planes = ChannelPlanes.count(ValueType.SIGNS, weights.columns() / taps);
        this.weights = weights;
        this.taps = taps;
        this.outputs = weights.rows();
        this.bits = ArraySize.product(taps, planes, Integer.SIZE);
        this.wordsPerRow = BitMatrix.wordsFor(bits);
        boolean kept = wordsPerRow <= (long) MOST_EXPANSION * weights.wordsPerRow()
                && ArraySize.fits(ArraySize.MOST, outputs, wordsPerRow);
        this.rows = kept ? filledUp(0, outputs) : null;
        this.matrix = kept ? XnorKernels.arrange(BitMatrix.of(outputs, bits, rows)) : null;
    }

    /** Returns the rows of the weights, with each tap filled up. */
    private long[] filledUp(int fromRow, int toRow) {
        int channels = weights.columns() / taps;
        int planes = ChannelPlanes.count(ValueType.SIGNS, channels);
        long[] words = new long[(toRow - fromRow) * weights.wordsPerRow()];
        Arrays.setAll(words, i -> weights.word(fromRow * weights.wordsPerRow() + i));
        long[] filled = new long[ArraySize.product(toRow - fromRow, wordsPerRow)];
        for (int n = 0; n < toRow - fromRow; n++) {
            for (int i = 0; i < taps * planes; i++) {
                int count = ChannelPlanes.channelsOf(i % planes, channels);
                long from = ((long) n * weights.wordsPerRow() << 6) + (long) i / planes * channels + (i % planes << 5);
                long to = ((long) n * wordsPerRow << 6) + ((long) i << 5);
                BitRuns.put(filled, to, count, BitRuns.get(words, from, count));
            }
        }
        return filled;
    }

    @Override
    public Counter over(int[][] patches, int pixels) {
        return matrix != null && pixels < outputs ? rowByRow(patches, pixels) : sideBySide(patches, pixels);
    }

    private Counter sideBySide(int[][] patches, int pixels) {
        XnorMatrix pixelsAsOutputs = XnorKernels.arrange(new TransposedWeights(bits, pixels, patches));
        return (group, counts) -> {
            int from = group * GROUP;
            int to = from + PatchWeights.sizeOf(group, outputs);
            long[] some = rows == null ? filledUp(from, to) : kept(from, to);
            pixelsAsOutputs.mismatches(some, to - from, counts);
        };
    }

    private long[] kept(int fromRow, int toRow) {
        long[] some = Workspace.longs((toRow - fromRow) * wordsPerRow);
        System.arraycopy(rows, fromRow * wordsPerRow, some, 0, some.length);
        return some;
    }

    private Counter rowByRow(int[][] patches, int pixels) {
        long[] pixelRows = Workspace.zeroLongs(pixels * wordsPerRow);
        for (int k = 0; k < patches.length; k++) {
            for (int p = 0; p < pixels; p++) {
                pixelRows[p * wordsPerRow + (k >>> 1)] |= (patches[k][p] & 0xFFFFFFFFL) << (k << 5);
            }
        }
        int[][] all = Workspace.ints(pixels, TransposedWeights.lengthFor(outputs));
        matrix.mismatches(pixelRows, pixels, all);
        return (group, counts) -> {
            for (int p = 0; p < pixels; p++) {
                for (int i = 0; i < PatchWeights.sizeOf(group, outputs); i++) {
                    counts[i][p] = all[p][group * GROUP + i];
                }
            }
        };
    }
}
