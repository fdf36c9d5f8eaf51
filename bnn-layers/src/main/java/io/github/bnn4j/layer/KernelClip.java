package io.github.bnn4j.layer;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.deeplearning4j.nn.api.layers.LayerConstraint;

/** The clip that a binary layer attaches to its kernels, unless it is given another. */
@Slf4j
final class KernelClip {

    private KernelClip() {}

    /**
     * @param constraints all that the layer was given, or null
     * @param onWeights those that were given for weights, or null
     * @return the constraints that the layer should have, or null; none that clips the kernels is warned of
     */
    static List<LayerConstraint> addTo(
            List<LayerConstraint> constraints, List<LayerConstraint> onWeights, BinaryLayer layer) {
        List<LayerConstraint> all = new ArrayList<>(constraints == null ? List.of() : constraints);
        if (layer.getBinaryOptions().isClipKernel()
                && (onWeights == null || onWeights.stream().noneMatch(WeightClip.class::isInstance))) {
            WeightClip clip = new WeightClip(layer.getKernelBound());
            clip.setParams(
                    layer.kernelLayouts().stream().map(KernelLayout::param).collect(Collectors.toSet()));
            all.add(clip);
        }
        String kernel = layer.kernelLayouts().get(0).param();
        if (all.stream()
                .noneMatch(any ->
                        any instanceof WeightClip clip && clip.getParams().contains(kernel))) {
            log.warn(
                    "{}: the latent kernel is not clipped, so weights can grow until their sign never flips again; "
                            + "leave clipKernel(true), or add constrainWeights(new WeightClip(H))",
                    BinaryLayerValidation.describe(layer));
        }
        return all.isEmpty() ? null : all;
    }
}
