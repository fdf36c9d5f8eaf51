package io.github.bnn4j.layer;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelBound;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.layers.LayerConstraint;

/** The clip that a binary layer attaches to its kernels. */
final class DefaultClip {

    private DefaultClip() {}

    /**
     * @param given constraints on weights, or null
     * @return these, and a clip to the bound unless they have one. An invalid bound is left for the layer's validation,
     *     which can name the layer.
     */
    static List<LayerConstraint> addTo(List<LayerConstraint> given, KernelBound bound) {
        if (bound == null
                || !bound.isValid()
                || (given != null && given.stream().anyMatch(WeightClip.class::isInstance))) {
            return given;
        }
        List<LayerConstraint> all = new ArrayList<>(given == null ? List.of() : given);
        all.add(new WeightClip(bound));
        return all;
    }
}
