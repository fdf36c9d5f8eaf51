package io.github.bnn4j.graph;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * {@code y = scale[n] * x + offset[n]}, in double precision.
 *
 * @param scale one for each feature
 * @param offset one for each feature
 * @param terms one for each feature: the magnitudes of what the offset is the sum of, in proportion to which it is rounded
 */
public record Scaling(double[] scale, double[] offset, double[] terms) {

    /**
     * Rounding in double precision may move a threshold so far, relative to what it is computed from. It is far less than
     * single precision, in which DL4J computes, can tell apart. Where nothing cancels this is relative to the threshold
     * itself: a bias of 1e-12 on a sum of 0 is not 0.
     */
    private static final double ROUNDING = 1e-13;

    /** Makes one that changes nothing. */
    public static Scaling identity(int features) {
        return uniform(1, 0, features);
    }

    /** Makes one that is the same for all features. */
    public static Scaling uniform(double scale, double offset, int features) {
        double[] scales = new double[features];
        double[] offsets = new double[features];
        double[] terms = new double[features];
        Arrays.fill(scales, scale);
        Arrays.fill(offsets, offset);
        Arrays.fill(terms, Math.abs(offset));
        return new Scaling(scales, offsets, terms);
    }

    /** Returns the count of features. */
    public int features() {
        return scale.length;
    }

    /** Returns whether it is the same for all features. */
    public boolean isUniform() {
        for (int n = 1; n < scale.length; n++) {
            if (scale[n] != scale[0] || offset[n] != offset[0]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it changes nothing. */
    public boolean isIdentity() {
        return isUniform() && scale[0] == 1 && offset[0] == 0;
    }

    /**
     * Returns the same for other features.
     *
     * @param source for each new feature, the old one that it is
     */
    public Scaling gather(int[] source) {
        return new Scaling(gather(scale, source), gather(offset, source), gather(terms, source));
    }

    private static double[] gather(double[] values, int[] source) {
        return Arrays.stream(source).mapToDouble(i -> values[i]).toArray();
    }

    /** This one, then the other. */
    public Scaling then(Scaling other) {
        double[] newScale = new double[scale.length];
        double[] newOffset = new double[scale.length];
        double[] newTerms = new double[scale.length];
        for (int n = 0; n < scale.length; n++) {
            newScale[n] = other.scale[n] * scale[n];
            newOffset[n] = other.scale[n] * offset[n] + other.offset[n];
            newTerms[n] = Math.abs(other.scale[n]) * terms[n] + other.terms[n];
        }
        return new Scaling(newScale, newOffset, newTerms);
    }

    /**
     * Returns x where y is zero. Without rounding to what x can be, a value that is zero before the sign, as after a
     * mean that is an integer, could end up on either side.
     *
     * @param nearest rounds to what x can be; taken if no further away than rounding may have moved the threshold
     */
    public double threshold(int n, DoubleUnaryOperator nearest) {
        double t = -offset[n] / scale[n];
        double possible = nearest.applyAsDouble(t);
        return Math.abs(t - possible) <= ROUNDING * Math.abs(terms[n] / scale[n]) ? possible : t;
    }

    /** Returns another one, for x in single precision, of which only the sign is the same: it loses no zero by rounding. */
    public Scaling ofSameSign() {
        double[] newScale = scale.clone();
        double[] newOffset = offset.clone();
        for (int n = 0; n < scale.length; n++) {
            double t = threshold(n, x -> (float) x);
            if (Double.isFinite(t)) {
                newScale[n] = Math.signum(scale[n]);
                newOffset[n] = -newScale[n] * t;
            }
        }
        return new Scaling(newScale, newOffset, terms);
    }
}
