package io.github.bnn4j.cli.plot;

import java.util.Arrays;

/**
 * A quantity of a training run, or of a layer in it, epoch by epoch.
 *
 * @param run name of the run, or of the layer
 * @param quantity what the values are
 * @param epochs numbers of the epochs, at least one
 * @param values a value for each epoch
 */
record Curve(String run, Quantity quantity, int[] epochs, double[] values) {

    /** Tells what is drawn. */
    enum Quantity {
        /** Part of the validation examples which are classified wrongly, in percent. */
        ERROR("validation error"),
        /** Mean loss of the training examples. */
        LOSS("training loss"),
        /** Share of a layer's kernel signs that changed in an epoch. */
        FLIP_RATIO("signs flipped");

        private final String label;

        Quantity(String label) {
            this.label = label;
        }

        /** Returns whether orders of magnitude are what is to be seen. */
        boolean logarithmic() {
            return this == FLIP_RATIO;
        }
    }

    /**
     * Copies the arrays.
     *
     * @throws IllegalArgumentException if they are empty or differ in length
     */
    Curve {
        if (epochs.length == 0 || epochs.length != values.length) {
            throw new IllegalArgumentException(
                    "The %s of %s has %d epochs and %d values: give one value for each epoch."
                            .formatted(quantity.label, run, epochs.length, values.length));
        }
        epochs = epochs.clone();
        values = values.clone();
    }

    /**
     * Returns the text for the legend.
     *
     * @return run and quantity
     */
    String label() {
        return run + ": " + quantity.label;
    }

    /**
     * Returns the epochs as coordinates.
     *
     * @return one for each epoch
     */
    double[] xs() {
        return Arrays.stream(epochs).asDoubleStream().toArray();
    }

    /**
     * Returns the values as coordinates.
     *
     * @return one for each epoch; NaN, a gap, for each value which is not finite, as infinity would be the scale's end, and
     *     for each that a logarithmic scale does not have
     */
    double[] ys() {
        return Arrays.stream(values).map(y -> isOnScale(y) ? y : Double.NaN).toArray();
    }

    private boolean isOnScale(double y) {
        return Double.isFinite(y) && (y > 0 || !quantity.logarithmic());
    }
}
