package io.github.bnn4j.layer;

/** Outputs of a depthwise convolution for each input channel. */
final class DepthMultiplier {

    private DepthMultiplier() {}

    /**
     * @throws IllegalArgumentException if it is below 1
     */
    static int checked(BinaryLayer layer, int depthMultiplier) {
        if (depthMultiplier < 1) {
            throw new IllegalArgumentException(BinaryLayerValidation.describe(layer)
                    + ": depthMultiplier must be at least 1, got " + depthMultiplier);
        }
        return depthMultiplier;
    }
}
