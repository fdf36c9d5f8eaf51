package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * Real outputs of a binary layer: {@code y = scale[n] * sum + offset[n]}, computed in double precision and rounded once, to
 * single. Bound, bias and batch normalization are folded into scale and offset. Exact if scale and offset are such that
 * the result is a float, as with scale 1 and an integer offset.
 */
public final class Scores implements OutputStage {

    private final double[] scale;
    private final double[] offset;

    /**
     * @param scale for each output; copied
     * @param offset for each output; copied
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public Scores(double[] scale, double[] offset) {
        Affine.check(scale, offset);
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
    public int outputs() {
        return scale.length;
    }

    @Override
    public ValueType type() {
        return ValueType.FLOATS;
    }

    @Override
    public Activations newOutput(int rows) {
        return Activations.ofFloats(rows, scale.length, Activations.floats(rows, scale.length), 0);
    }

    @Override
    public void apply(int[] mismatches, MismatchSums sums, Activations out, int row) {
        Objects.requireNonNull(mismatches, "mismatches");
        Objects.requireNonNull(sums, "sums");
        Objects.requireNonNull(out, "out");
        for (int n = 0; n < scale.length; n++) {
            out.floats()[row * scale.length + n] = (float) (scale[n] * sums.sum(n, mismatches[n]) + offset[n]);
        }
    }

    @Override
    public String toString() {
        return "Scores[" + outputs() + " outputs]";
    }
}
