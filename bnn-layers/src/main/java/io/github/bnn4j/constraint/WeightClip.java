package io.github.bnn4j.constraint;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.kernel.LayerWithKernels;
import io.github.bnn4j.quantizer.SymmetricClip;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.constraint.BaseConstraint;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Clips a kernel to {@code [-H, H]} after each update (Courbariaux et al. 2016, algorithm 1). Without it latent weights
 * grow where their sign no longer changes anything, and never flip again. A NaN stays a NaN.
 *
 * <p>Binary layers attach it by themselves; for a stock layer use
 * {@code .constrainWeights(new WeightClip(1.0))}.
 */
@EqualsAndHashCode(callSuper = true)
@Getter
public class WeightClip extends BaseConstraint {

    private KernelBound bound;

    private WeightClip() {
        // for JSON
    }

    /** Clips to {@code [-bound, bound]}. */
    public WeightClip(double bound) {
        this(KernelBound.of(bound));
    }

    /**
     * @throws IllegalArgumentException if the bound is not finite and greater than 0
     */
    public WeightClip(KernelBound bound) {
        this(bound, Set.of());
    }

    private WeightClip(KernelBound bound, Set<String> params) {
        super(new HashSet<>(params));
        if (bound == null || !bound.isValid()) {
            throw new IllegalArgumentException(
                    "The bound H of WeightClip must be finite and greater than 0, or GLOROT, got " + bound);
        }
        this.bound = bound;
    }

    /** Clips as the superclass does, but once: that one applies each constraint twice to a parameter. */
    @Override
    public void applyConstraint(Layer layer, int iteration, int epoch) {
        for (String name : params) {
            INDArray param = layer.getParam(name);
            if (param != null) {
                SymmetricClip.apply(param, param, boundOf(layer, name, param));
            }
        }
    }

    /** Takes the bound from the layer's own layout where it has one: the shape of a depthwise kernel does not tell its fans. */
    private double boundOf(Layer layer, String name, INDArray param) {
        if (layer.conf() != null && layer.conf().getLayer() instanceof LayerWithKernels known) {
            for (KernelLayout kernel : known.kernelLayouts()) {
                if (kernel.param().equals(name)) {
                    return bound.resolve(kernel);
                }
            }
        }
        return bound.resolveForShape(param.shape());
    }

    /**
     * @param param a kernel; clipped in place
     */
    @Override
    public void apply(INDArray param) {
        Objects.requireNonNull(param, "param");
        SymmetricClip.apply(param, param, bound.resolveForShape(param.shape()));
    }

    @Override
    public WeightClip clone() {
        return new WeightClip(bound, params);
    }

    @Override
    public String toString() {
        return "WeightClip(bound=" + bound + ", params=" + params + ")";
    }
}
