package io.github.bnn4j.layer;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelSplitUpdater;
import lombok.extern.slf4j.Slf4j;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks what {@link Bop} needs of the layer whose kernel it flips. It is known only when the network is made, updater and all. */
@Slf4j
final class BopValidation {

    /** Rounding of H to any floating-point type stays within it. */
    private static final double TOLERANCE = 0.01;

    private BopValidation() {}

    /**
     * @param initial has the initial kernels, or null if they come from elsewhere
     * @throws IllegalArgumentException if the kernel would not stay in [-H, H], or would be anything else than -H and +H
     */
    static <L extends BaseLayer & BinaryLayer> void check(L layer, Layer initial) {
        if (!(KernelSplitUpdater.ofKernels(layer.getIUpdater()) instanceof Bop)) {
            return;
        }
        for (KernelLayout kernel : layer.kernelLayouts()) {
            check(layer, kernel);
            if (initial != null) {
                checkInitial(layer, kernel, initial.getParam(kernel.param()));
            }
        }
    }

    private static <L extends BaseLayer & BinaryLayer> void check(L layer, KernelLayout kernel) {
        boolean clipped = layer.getConstraints() != null
                && layer.getConstraints().stream()
                        .anyMatch(constraint -> constraint instanceof WeightClip clip
                                && clip.getParams().contains(kernel.param())
                                && clip.getBound().equals(layer.getKernelBound()));
        if (!clipped) {
            throw new IllegalArgumentException(BinaryLayerValidation.describe(layer)
                    + ": Bop needs a WeightClip of the layer's bound " + layer.getKernelBound()
                    + ", got " + layer.getConstraints() + "; leave clipKernel(true)");
        }
        var regularization = layer.getRegularizationByParam(kernel.param());
        if (regularization != null && !regularization.isEmpty()) {
            throw new IllegalArgumentException(BinaryLayerValidation.describe(layer)
                    + ": the weights that Bop flips all have one magnitude, which cannot be regularized, got "
                    + regularization);
        }
    }

    private static void checkInitial(BinaryLayer binary, KernelLayout kernel, INDArray weights) {
        double h = binary.getKernelBound().resolve(kernel);
        if (weights.aminNumber().doubleValue() < h * (1 - TOLERANCE)) {
            log.warn(
                    "{}: Bop flips between -H and +H, but the kernel begins in between, and a weight stays there until "
                            + "its momentum exceeds the threshold; use weightInit(new SignedInit({}))",
                    BinaryLayerValidation.describe(binary),
                    h);
        }
    }
}
