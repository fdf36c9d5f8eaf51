package io.github.bnn4j.layer;

/** Refuses what cannot work when a binary layer is built. */
final class BinaryLayerValidation {

    private BinaryLayerValidation() {}

    /**
     * @throws IllegalArgumentException naming the layer, the option and its value
     */
    static void check(BinaryLayer layer) {
        var kernelQuantizer = layer.getKernelQuantizer();
        require(
                kernelQuantizer != null && kernelQuantizer.appliesToKernels(),
                layer,
                "kernelQuantizer must be one that applies to kernels",
                kernelQuantizer);
        var inputQuantizer = layer.getInputQuantizer();
        require(
                inputQuantizer == null || inputQuantizer.appliesToActivations(),
                layer,
                "inputQuantizer must be one that applies to activations",
                inputQuantizer);
        var bound = layer.getKernelBound();
        require(
                bound != null && bound.isValid(),
                layer,
                "kernelBound H must be finite and greater than 0, or GLOROT",
                bound);
        var scale = layer.getLearningRateScale();
        require(
                scale != null && scale.isValid(),
                layer,
                "learningRateScale must be finite and greater than 0, GLOROT or NONE",
                scale);
    }

    /**
     * @throws IllegalArgumentException naming the layer, the demand and the value, unless it holds
     */
    static void require(boolean holds, BinaryLayer layer, String demand, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(describe(layer) + ": " + demand + ", got " + value);
        }
    }

    static String describe(BinaryLayer layer) {
        String name = layer.getLayerName();
        return layer.getClass().getSimpleName() + (name == null ? " (no name set)" : " \"" + name + "\"");
    }
}
