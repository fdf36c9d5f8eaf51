package io.github.bnn4j.layer;

import io.github.bnn4j.constraint.WeightClip;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Refuses what cannot work when a binary layer is built, and warns of what can but hardly should. */
@Slf4j
final class BinaryLayerValidation {

    private BinaryLayerValidation() {}

    /**
     * @throws IllegalArgumentException naming the layer, the option and its value
     */
    static void check(BinaryLayer layer, List<LayerConstraint> constraints) {
        if (layer.getKernelQuantizer() == null || !layer.getKernelQuantizer().appliesToKernels()) {
            throw wrong(layer, "kernelQuantizer must be one that applies to kernels", layer.getKernelQuantizer());
        }
        if (layer.getInputQuantizer() != null && !layer.getInputQuantizer().appliesToActivations()) {
            throw wrong(layer, "inputQuantizer must be one that applies to activations", layer.getInputQuantizer());
        }
        if (layer.getKernelBound() == null || !layer.getKernelBound().isValid()) {
            throw wrong(layer, "kernelBound H must be finite and greater than 0, or GLOROT", layer.getKernelBound());
        }
        if (layer.getLearningRateScale() == null
                || !layer.getLearningRateScale().isValid()) {
            throw wrong(
                    layer,
                    "learningRateScale must be finite and greater than 0, GLOROT or NONE",
                    layer.getLearningRateScale());
        }
        if (constraints == null || constraints.stream().noneMatch(BinaryLayerValidation::clipsTheKernel)) {
            log.warn(
                    "{}: the latent kernel is not clipped, so weights can grow until their sign never flips again; "
                            + "leave clipKernel(true), or add constrainWeights(new WeightClip(H))",
                    describe(layer));
        }
    }

    private static boolean clipsTheKernel(LayerConstraint constraint) {
        return constraint instanceof WeightClip && constraint.getParams().contains(DefaultParamInitializer.WEIGHT_KEY);
    }

    private static IllegalArgumentException wrong(BinaryLayer layer, String demand, Object value) {
        return new IllegalArgumentException(describe(layer) + ": " + demand + ", got " + value);
    }

    static String describe(BinaryLayer layer) {
        String name = layer.getLayerName();
        return layer.getClass().getSimpleName() + (name == null ? " (no name set)" : " \"" + name + "\"");
    }
}
