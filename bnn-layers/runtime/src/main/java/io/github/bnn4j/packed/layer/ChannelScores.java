package io.github.bnn4j.packed.layer;

/** {@link Scores} of a convolution. */
final class ChannelScores implements ChannelStage {

    /** Whose scores stay in the cache while each output adds its own to them. */
    private static final int PIXELS_AT_ONCE = 128;

    /** A megabyte: with more numbers a table would be in no cache. */
    private static final int MOST_OF_TABLES = 1 << 18;

    private final double[] scale;
    private final double[] offset;

    /**
     * The scores of most pixels, {@code [output][mismatches]}, which take longer to compute than to look up; null until they are needed,
     * and where they would be too many.
     */
    private volatile float[][] tables;

    ChannelScores(double[] scale, double[] offset) {
        this.scale = scale;
        this.offset = offset;
    }

    @Override
    public void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out) {
        int first = group * PatchWeights.GROUP;
        int count = PatchWeights.sizeOf(group, scale.length);
        int pixels = tile.pixelsOfImage();
        float[][] lookUp = tables(sums, borders.common());
        for (int image = 0; image < tile.images; image++) {
            int at = out.from() + (tile.firstImage + image) * out.width() + tile.firstPixel() * scale.length + first;
            int from = image * pixels;
            for (int p = 0; p < pixels; p += PIXELS_AT_ONCE) {
                int end = Math.min(pixels, p + PIXELS_AT_ONCE);
                for (int i = 0; i < count; i++) {
                    int to = at + p * scale.length + i;
                    if (lookUp != null) {
                        lookUp(lookUp[first + i], mismatches[i], from + p, from + end, out.floats(), to);
                    } else {
                        score(mismatches[i], from + p, from + end, sums, first + i, borders.common(), out.floats(), to);
                    }
                }
            }
            for (int b = 0; b < borders.count(); b++) {
                int p = borders.pixel(b);
                for (int i = 0; i < count; i++) {
                    out.floats()[at + p * scale.length + i] =
                            score(sums, first + i, mismatches[i][from + p], borders.classOf(b));
                }
            }
        }
    }

    /** Computes one output for pixels side by side. */
    private void score(int[] mismatches, int from, int end, MismatchSums sums, int n, int common, float[] out, int at) {
        for (int p = from; p < end; p++) {
            out[at] = score(sums, n, mismatches[p], common);
            at += scale.length;
        }
    }

    private float score(MismatchSums sums, int n, int mismatches, int borderClass) {
        return (float) (scale[n] * sums.sum(n, mismatches) + offset[borderClass * scale.length + n]);
    }

    private void lookUp(float[] table, int[] mismatches, int from, int end, float[] out, int at) {
        for (int p = from; p < end; p++) {
            out[at] = table[mismatches[p]];
            at += scale.length;
        }
    }

    /** Returns the tables for the class of most pixels, which is always the same; null if they are too large. */
    private float[][] tables(MismatchSums sums, int common) {
        int numbers = sums.greatestMismatches() + 1;
        if (tables == null && numbers <= MOST_OF_TABLES / scale.length) {
            float[][] made = new float[scale.length][numbers];
            for (int n = 0; n < scale.length; n++) {
                for (int m = 0; m < numbers; m++) {
                    made[n][m] = score(sums, n, m, common);
                }
            }
            tables = made;
        }
        return tables;
    }
}
