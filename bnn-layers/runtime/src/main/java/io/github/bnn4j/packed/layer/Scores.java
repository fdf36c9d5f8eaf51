package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * Real outputs of a binary layer: {@code y = scale[n] * sum + offset[class][n]}, computed in double precision and rounded once, to
 * single. Bound, bias, padding and batch normalization are folded into scale and offset. Exact if these are such that the result is
 * a float, as with scale 1 and an integer offset.
 */
public final class Scores implements OutputStage {

    private final double[] scale;
    private final double[] offset;

    /**
     * @param scale for each output; copied
     * @param offset for each output, or for each border class of a convolution and output, those of a class together; copied
     * @throws IllegalArgumentException if the lengths do not fit or a number is not finite
     */
    public Scores(double[] scale, double[] offset) {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(offset, "offset");
        if (scale.length < 1 || offset.length < scale.length || offset.length % scale.length != 0) {
            throw new IllegalArgumentException("Each class needs an offset for each of " + scale.length
                    + " outputs, got " + offset.length + " offsets");
        }
        Affine.checkFinite(scale, offset);
        this.scale = scale.clone();
        this.offset = offset.clone();
    }

    /** Returns a copy. */
    public double[] scale() {
        return scale.clone();
    }

    /** Returns a copy. */
    public double[] offset() {
        return offset.clone();
    }

    @Override
    public int outputs() {
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
    public String toString() {
        return "Scores[" + outputs() + " outputs" + (classes() == 1 ? "" : ", " + classes() + " classes of window")
                + "]";
    }
}
