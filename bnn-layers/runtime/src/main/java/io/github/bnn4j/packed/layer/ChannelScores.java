package io.github.bnn4j.packed.layer;

/** {@link Scores} of a convolution. */
record ChannelScores(double[] scale, double[] offset) implements ChannelStage {

    /** Whose scores stay in the cache while each output adds its own to them. */
    private static final int PIXELS_AT_ONCE = 128;

    @Override
    public void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out) {
        int first = group * PatchWeights.GROUP;
        int count = PatchWeights.sizeOf(group, scale.length);
        int pixels = tile.pixelsOfImage();
        for (int image = 0; image < tile.images; image++) {
            int at = out.from() + (tile.firstImage + image) * out.width() + tile.firstPixel() * scale.length + first;
            int from = image * pixels;
            for (int p = 0; p < pixels; p += PIXELS_AT_ONCE) {
                int end = Math.min(pixels, p + PIXELS_AT_ONCE);
                for (int i = 0; i < count; i++) {
                    int n = first + i;
                    double common = offset[borders.common() * scale.length + n];
                    score(
                            mismatches[i],
                            from + p,
                            from + end,
                            sums,
                            n,
                            common,
                            out.floats(),
                            at + p * scale.length + i);
                }
            }
            for (int b = 0; b < borders.count(); b++) {
                int p = borders.pixel(b);
                int offsets = borders.classOf(b) * scale.length + first;
                for (int i = 0; i < count; i++) {
                    double sum = sums.sum(first + i, mismatches[i][from + p]);
                    out.floats()[at + p * scale.length + i] = (float) (scale[first + i] * sum + offset[offsets + i]);
                }
            }
        }
    }

    /** One output for pixels side by side. */
    private void score(
            int[] mismatches, int from, int end, MismatchSums sums, int n, double offset, float[] out, int at) {
        double factor = scale[n];
        for (int p = from; p < end; p++) {
            out[at] = (float) (factor * sums.sum(n, mismatches[p]) + offset);
            at += scale.length;
        }
    }
}
