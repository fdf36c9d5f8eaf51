package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bias, batch normalization, padding and sign of a binary convolution in one comparison of integers: channel n of a pixel is
 * +1 if its mismatches {@code m <= limit[class][n]}, and the contrary where flipped. Exact.
 */
public final class ChannelThresholds implements ChannelStage {

    private final int[] limits;
    private final long[] flips;
    private final int channels;

    /**
     * @param channels at least 1
     * @param limits for each class and channel, those of a class together; -1 for never, the greatest possible count for
     *     always; copied
     * @param flips a bit for each channel, 1 where the comparison is inverted (batch normalization with negative gamma);
     *     unused bits 0; copied
     * @throws IllegalArgumentException if the lengths do not fit, a limit is below -1 or an unused bit is set
     */
    public ChannelThresholds(int channels, int[] limits, long[] flips) {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(flips, "flips");
        BitMatrix.of(1, channels, flips);
        if (limits.length < channels || limits.length % channels != 0) {
            throw new IllegalArgumentException(
                    "Each class needs a limit for each of " + channels + " channels, got " + limits.length + " limits");
        }
        for (int i = 0; i < limits.length; i++) {
            if (limits[i] < -1) {
                throw new IllegalArgumentException("The limit of class " + i / channels + ", channel " + i % channels
                        + ", is " + limits[i] + "; it must be at least -1, which no count of mismatches reaches");
            }
        }
        this.channels = channels;
        this.limits = limits.clone();
        this.flips = flips.clone();
    }

    /** A copy. */
    public int[] limits() {
        return limits.clone();
    }

    /** A copy. */
    public long[] flips() {
        return flips.clone();
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int classes() {
        return limits.length / channels;
    }

    @Override
    public ValueType type() {
        return ValueType.SIGNS;
    }

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

    @Override
    public String toString() {
        return "ChannelThresholds[" + channels() + " channels, " + classes() + " classes of window, "
                + LayerText.flipped(flips) + "]";
    }
}
