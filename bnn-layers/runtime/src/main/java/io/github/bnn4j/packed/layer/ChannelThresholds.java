package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;

/** {@link Thresholds} of a convolution. */
record ChannelThresholds(int channels, int[] limits, long[] flips) implements ChannelStage {

    @Override
    public void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out) {
        int first = group * PatchWeights.GROUP;
        int count = PatchWeights.sizeOf(group, channels);
        int[] words = Workspace.ints(tile.pixels());
        int[] more = Workspace.ints(limits.length / channels);
        Arrays.fill(words, (int) BitRuns.get(flips, first, count));
        for (int i = 0; i < count; i++) {
            int common = borders.common() * channels + first + i;
            shiftBorders(mismatches[i], common, tile, borders, more);
            pack(limits[common], mismatches[i], words, i, words.length);
        }
        for (int image = 0; image < tile.images; image++) {
            long at =
                    ChannelPlanes.firstBit(out, tile.firstImage + image) + (long) tile.firstPixel() * channels + first;
            int from = image * tile.pixelsOfImage();
            if (channels % Long.SIZE == 0) {
                BitRuns.putHalves(out.signs(), at, channels / Long.SIZE, words, from, tile.pixelsOfImage());
                continue;
            }
            for (int p = 0; p < tile.pixelsOfImage(); p++) {
                BitRuns.put(out.signs(), at + (long) p * channels, count, words[from + p] & 0xFFFFFFFFL);
            }
        }
    }

    /** All bits are the sign of m - (limit + 1), of which the channel's stays; a loop that the compiler vectorizes. */
    private static void pack(int limit, int[] mismatches, int[] words, int bit, int pixels) {
        int tooMany = limit + 1;
        int mask = 1 << bit;
        for (int p = 0; p < pixels; p++) {
            words[p] ^= ((mismatches[p] - tooMany) >> 31) & mask;
        }
    }

    /**
     * Makes the limit that most pixels have the right one for the others as well.
     *
     * @param more room for a number of each class
     */
    private void shiftBorders(int[] mismatches, int common, Tile tile, Borders borders, int[] more) {
        for (int i = 0; i < more.length; i++) {
            more[i] = limits[common] - limits[common + (i - borders.common()) * channels];
        }
        for (int image = 0; image < tile.images; image++) {
            borders.add(more, mismatches, image * tile.pixelsOfImage());
        }
    }
}
