package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * {@code y = scale[n] * x + offset[n]}, each feature by itself: batch normalization at inference. Computed in double
 * precision and rounded once, to single. The features may be those of a vector, or the channels of each pixel of an image.
 */
public final class Affine implements PackedLayer {

    private final double[] scale;
    private final double[] offset;
    private final int pixels;
    private final int inputs;

    /** Scales and moves the features of a vector, as {@link #Affine(double[], double[], int)} those of one pixel. */
    public Affine(double[] scale, double[] offset) {
        this(scale, offset, 1);
    }

    /**
     * @param scale for each feature; copied
     * @param offset for each feature; copied
     * @param pixels of an example, each of which has these features; at least 1
     * @throws IllegalArgumentException if the lengths differ, a number is not finite or an example has 2^28 values or more
     */
    public Affine(double[] scale, double[] offset, int pixels) {
        check(scale, offset);
        this.inputs = Pixels.values(scale.length, pixels);
        this.pixels = pixels;
        this.scale = scale.clone();
        this.offset = offset.clone();
    }

    static void check(double[] scale, double[] offset) {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(offset, "offset");
        if (scale.length < 1 || scale.length != offset.length) {
            throw new IllegalArgumentException(
                    "Scale and offset need one number for each output, got " + scale.length + " and " + offset.length);
        }
        checkFinite(scale, offset);
    }

    /** Checks scales and offsets. The offsets may be some times as many as the scales, to each of which they belong in turn. */
    static void checkFinite(double[] scale, double[] offset) {
        for (int i = 0; i < offset.length; i++) {
            int n = i % scale.length;
            if (!Double.isFinite(scale[n]) || !Double.isFinite(offset[i])) {
                throw new IllegalArgumentException(
                        "Scale and offset of output " + n + " must be finite, got " + scale[n] + " and " + offset[i]);
            }
        }
    }

    /** Returns a copy. */
    public double[] scale() {
        return scale.clone();
    }

    /** Returns a copy. */
    public double[] offset() {
        return offset.clone();
    }

    /** Returns how many pixels an example has, each of which has these features. */
    public int pixels() {
        return pixels;
    }

    @Override
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), inputs);
        for (int at = 0; at < out.length; at += scale.length) {
            for (int n = 0; n < scale.length; n++) {
                out[at + n] = (float) (scale[n] * x.floats()[x.from() + at + n] + offset[n]);
            }
        }
        return Activations.ofFloats(x.rows(), inputs, out, 0);
    }

    @Override
    public String toString() {
        return LayerText.of(this, pixels == 1 ? "" : pixels + " pixels");
    }
}
