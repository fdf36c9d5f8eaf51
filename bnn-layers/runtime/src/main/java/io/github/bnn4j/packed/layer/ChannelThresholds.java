package io.github.bnn4j.packed.layer;

import java.util.Arrays;

/** {@link Thresholds} of a convolution. */
record ChannelThresholds(int channels, int[] limits, long[] flips) implements ChannelStage {

    @Override
    public void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out) {
        int first = group * PatchWeights.GROUP;
        int count = PatchWeights.sizeOf(group, channels);
        int[] words = new int[tile.pixels()];
        Arrays.fill(words, (int) BitRuns.get(flips, first, count));
        for (int i = 0; i < count; i++) {
            pack(limits[borders.common() * channels + first + i], mismatches[i], words, i, words.length);
        }
        packBorders(mismatches, first, count, tile, borders, words);
        for (int image = 0; image < tile.images; image++) {
            long at =
                    ChannelPlanes.firstBit(out, tile.firstImage + image) + (long) tile.firstPixel() * channels + first;
            int from = image * tile.pixelsOfImage();
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

    /** Does the pixels of other classes again. */
    private void packBorders(int[][] mismatches, int first, int count, Tile tile, Borders borders, int[] words) {
        int flipped = (int) BitRuns.get(flips, first, count);
        for (int image = 0; image < tile.images; image++) {
            for (int b = 0; b < borders.count(); b++) {
                int p = image * tile.pixelsOfImage() + borders.pixel(b);
                int limit = borders.classOf(b) * channels + first;
                int word = flipped;
                for (int i = 0; i < count; i++) {
                    word ^= (~(limits[limit + i] - mismatches[i][p]) >>> 31) << i;
                }
                words[p] = word;
            }
        }
    }
}
