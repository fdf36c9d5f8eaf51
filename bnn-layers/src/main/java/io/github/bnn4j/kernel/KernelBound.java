package io.github.bnn4j.kernel;

import java.io.Serializable;
import java.util.Objects;
import lombok.EqualsAndHashCode;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The bound {@code H} of a latent kernel: it lives in {@code [-H, H]} and its binarized values are {@code -H} and
 * {@code +H} (Courbariaux et al. 2016, section 1.1, and the authors' code). {@code H} is a number, 1 in the paper, or
 * the Glorot value {@code sqrt(1.5 / (fanIn + fanOut))}.
 */
@EqualsAndHashCode
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class KernelBound implements Serializable {

    private final boolean glorot;
    private final Double value;

    @JsonCreator
    private KernelBound(@JsonProperty("glorot") boolean glorot, @JsonProperty("value") Double value) {
        this.glorot = glorot;
        this.value = value;
    }

    /**
     * @param bound H; a layer that is built with it demands that it is finite and greater than 0
     */
    public static KernelBound of(double bound) {
        return new KernelBound(false, bound);
    }

    /** Returns {@code H = sqrt(1.5 / (fanIn + fanOut))}. */
    public static KernelBound glorot() {
        return new KernelBound(true, null);
    }

    /** Returns whether {@link #resolve} can give a usable bound: true for Glorot and for a finite number greater than 0. */
    public boolean isValid() {
        return glorot || (value > 0 && !value.isInfinite());
    }

    /** Returns the bound of a kernel with these fans; a fixed bound ignores them. */
    public double resolve(double fanIn, double fanOut) {
        return glorot ? Math.sqrt(1.5 / (fanIn + fanOut)) : value;
    }

    /** Returns the bound of this kernel. */
    public double resolve(KernelLayout kernel) {
        Objects.requireNonNull(kernel, "kernel");
        return resolve(kernel.fanIn(), kernel.fanOut());
    }

    /** Returns the bound of a kernel of this shape ({@link KernelShape}); a fixed bound ignores it, so any shape will do. */
    public double resolveForShape(long... shape) {
        return glorot ? resolve(KernelShape.fanIn(shape), KernelShape.fanOut(shape)) : value;
    }

    @Override
    public String toString() {
        return glorot ? "GLOROT" : String.valueOf(value);
    }
}
