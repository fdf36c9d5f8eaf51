package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelBound;
import java.util.Objects;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Latent kernels start uniform in [-H, H], as in the authors' code of Courbariaux et al. 2016. */
@EqualsAndHashCode
@ToString
public class LatentUniformInit implements IWeightInit {

    private final KernelBound bound;

    /** @param bound H, which the weights stay within */
    @JsonCreator
    public LatentUniformInit(@JsonProperty("bound") KernelBound bound) {
        this.bound = Objects.requireNonNull(bound, "bound");
    }

    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
        double h = bound.resolve(fanIn, fanOut);
        Nd4j.getExecutioner().exec(new UniformDistribution(paramView, -h, h));
        return paramView.reshape(order, shape);
    }
}
