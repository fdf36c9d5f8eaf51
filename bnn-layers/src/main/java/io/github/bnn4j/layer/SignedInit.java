package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.quantizer.BinarySign;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Kernels start at -H or +H, each with probability 1/2: binary from the first, as {@link io.github.bnn4j.updater.Bop} keeps them. */
@EqualsAndHashCode
@ToString
public class SignedInit implements IWeightInit {

    private final KernelBound bound;

    /**
     * @param bound H of the layer; finite, greater than 0
     */
    public SignedInit(double bound) {
        this(KernelBound.of(bound));
    }

    /**
     * @param bound that of the layer
     * @throws IllegalArgumentException if it is not finite and greater than 0, or GLOROT
     */
    @JsonCreator
    public SignedInit(@JsonProperty("bound") KernelBound bound) {
        if (bound == null || !bound.isValid()) {
            throw new IllegalArgumentException(
                    "The bound H of SignedInit must be finite and greater than 0, or GLOROT, got " + bound);
        }
        this.bound = bound;
    }

    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
        INDArray weights = new LatentUniformInit(KernelBound.of(1)).init(fanIn, fanOut, shape, order, paramView);
        BinarySign.apply(weights, weights);
        return weights.muli(bound.resolve(fanIn, fanOut));
    }
}
