package io.github.bnn4j.packed.layer;

import java.util.Arrays;
import java.util.Objects;

/**
 * Real outputs of a binary convolution: {@code y = scale[n] * sum + offset[class][n]}, computed in double precision and
 * rounded once, to single. Bound, bias, padding and batch normalization are folded into scale and offset. Exact if these are
 * such that the result is a float, as with scale 1 and an integer offset.
 */
public final class ChannelScores implements ChannelStage {

    private final double[] scale;
    private final double[] offset;

    /**
     * @param scale for each channel; copied
     * @param offset for each class and channel, those of a class together; copied
     * @throws IllegalArgumentException if the lengths do not fit or a number is not finite
     */
    public ChannelScores(double[] scale, double[] offset) {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(offset, "offset");
        if (scale.length < 1 || offset.length < scale.length || offset.length % scale.length != 0) {
            throw new IllegalArgumentException("Each class needs an offset for each of " + scale.length
                    + " channels, got " + offset.length + " offsets");
        }
        Affine.checkFinite(scale, offset);
        this.scale = scale.clone();
        this.offset = offset.clone();
    }

    /** A copy. */
    public double[] scale() {
        return scale.clone();
    }

    /** A copy. */
    public double[] offset() {
        return offset.clone();
    }

    @Override
    public int channels() {
        return scale.length;
    }

    @Override
    public int classes() {
        return offset.length / scale.length;
    }

    @Override
    public ValueType type() {
        return ValueType.FLOATS;
    }

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

    @Override
    public String toString() {
        return "ChannelScores[" + channels() + " channels, " + classes() + " classes of window]";
    }
}
