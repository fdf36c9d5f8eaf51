package io.github.bnn4j.export;

/**
 * {@code y = scale[n] * x + offset[n]}, in double precision.
 *
 * @param scale one for each feature
 * @param offset one for each feature
 */
record Scaling(double[] scale, double[] offset) {

    /** This one, then the other. */
    Scaling then(Scaling other) {
        double[] newScale = new double[scale.length];
        double[] newOffset = new double[scale.length];
        for (int n = 0; n < scale.length; n++) {
            newScale[n] = other.scale[n] * scale[n];
            newOffset[n] = other.scale[n] * offset[n] + other.offset[n];
        }
        return new Scaling(newScale, newOffset);
    }
}
