package io.github.bnn4j.packed.layer;

import java.util.Arrays;

/** {@link Scores} of a convolution. */
record ChannelScores(double[] scale, double[] offset) implements ChannelStage {

    @Override
    public void apply(int[][] mismatches, int group, MismatchSums sums, Tile tile, Borders borders, Activations out) {
        int first = group * PatchWeights.GROUP;
        int count = PatchWeights.sizeOf(group, scale.length);
        int[] classes = new int[tile.pixelsOfImage()];
        Arrays.fill(classes, borders.common());
        for (int b = 0; b < borders.count(); b++) {
            classes[borders.pixel(b)] = borders.classOf(b);
        }
        for (int image = 0; image < tile.images; image++) {
            int at = out.from() + (tile.firstImage + image) * out.width() + tile.firstPixel() * scale.length + first;
            int from = image * classes.length;
            for (int p = 0; p < classes.length; p++) {
                int offsets = classes[p] * scale.length + first;
                for (int i = 0; i < count; i++) {
                    double sum = sums.sum(first + i, mismatches[i][from + p]);
                    out.floats()[at + p * scale.length + i] = (float) (scale[first + i] * sum + offset[offsets + i]);
                }
            }
        }
    }
}
