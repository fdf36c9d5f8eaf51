package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.kernel.Kernels;
import io.github.bnn4j.packed.kernel.TransposedWeights;
import io.github.bnn4j.packed.kernel.XnorMatrix;

/**
 * On signs, by the same kernels as a fully connected layer, with the parts exchanged: the patches are what those take for
 * weights, as pixels are many and lie side by side, and the weights are the rows that go through them.
 */
final class SignPatchKernel implements PatchKernel {

    /** {@code [group][row after row]}: the weights with each tap filled up with zeros to whole words, as in the patches. */
    private final long[][] groups;

    private final int outputs;
    private final int bits;

    /**
     * @param kernel a row for each output, channels of a tap together
     */
    SignPatchKernel(BitMatrix kernel, int taps) {
        int channels = kernel.columns() / taps;
        int planes = ChannelPlanes.count(Form.SIGNS, channels);
        this.outputs = kernel.rows();
        this.bits = taps * planes * Integer.SIZE;
        this.groups = new long[PatchKernel.groups(outputs)][];
        int wordsPerRow = BitMatrix.wordsFor(bits);
        long[] words = kernel.toWords();
        for (int n = 0; n < outputs; n++) {
            int group = n / GROUP;
            if (groups[group] == null) {
                groups[group] = new long[PatchKernel.sizeOf(group, outputs) * wordsPerRow];
            }
            for (int i = 0; i < taps * planes; i++) {
                int count = ChannelPlanes.channelsOf(i % planes, channels);
                long from = ((long) n * kernel.wordsPerRow() << 6) + (long) i / planes * channels + (i % planes << 5);
                long to = ((long) n % GROUP * wordsPerRow << 6) + ((long) i << 5);
                BitRuns.put(groups[group], to, count, BitRuns.get(words, from, count));
            }
        }
    }

    @Override
    public Counter over(int[][] patches, int pixels) {
        XnorMatrix matrix = Kernels.arrange(new TransposedWeights(bits, pixels, patches));
        return (group, counts) -> matrix.mismatches(groups[group], PatchKernel.sizeOf(group, outputs), counts);
    }
}
