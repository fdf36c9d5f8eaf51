package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * {@code y = scale[n] * x + offset[n]}, each feature by itself: batch normalization at inference. Computed in double
 * precision and rounded once, to single.
 */
public final class Affine implements PackedLayer {

    private final double[] scale;
    private final double[] offset;

    /**
     * @param scale for each feature; copied
     * @param offset for each feature; copied
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public Affine(double[] scale, double[] offset) {
        check(scale, offset);
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

    /** The offsets may be some times as many as the scales, to each of which they belong in turn. */
    static void checkFinite(double[] scale, double[] offset) {
        for (int i = 0; i < offset.length; i++) {
            int n = i % scale.length;
            if (!Double.isFinite(scale[n]) || !Double.isFinite(offset[i])) {
                throw new IllegalArgumentException(
                        "Scale and offset of output " + n + " must be finite, got " + scale[n] + " and " + offset[i]);
            }
        }
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
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public int inputs() {
        return scale.length;
    }

    @Override
    public int outputs() {
        return scale.length;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), scale.length);
        for (int row = 0; row < x.rows(); row++) {
            int at = row * scale.length;
            for (int n = 0; n < scale.length; n++) {
                out[at + n] = (float) (scale[n] * x.floats()[x.from() + at + n] + offset[n]);
            }
        }
        return Activations.ofFloats(x.rows(), scale.length, out, 0);
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
