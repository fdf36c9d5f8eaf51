package io.github.bnn4j.activation;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The activation function of binarized networks: a {@link Quantizer} in forward, its pseudo-gradient in backward. The
 * default is the paper's, the deterministic sign with the straight-through estimator ({@link SteSign}).
 *
 * <p>It stands after batch normalization: {@code new ActivationLayer(new SignActivation())}.
 */
@EqualsAndHashCode(callSuper = false)
@Getter
public class SignActivation extends BaseActivationFunction {

    private final Quantizer quantizer;

    /** Makes the paper's: the deterministic sign with the straight-through estimator. */
    public SignActivation() {
        this(new SteSign());
    }

    /**
     * @param quantizer one that applies to activations
     * @throws IllegalArgumentException if it is null or applies to kernels only
     */
    @JsonCreator
    public SignActivation(@JsonProperty("quantizer") Quantizer quantizer) {
        if (quantizer == null || !quantizer.appliesToActivations()) {
            throw new IllegalArgumentException(
                    "SignActivation needs a quantizer that applies to activations, such as SteSign, got " + quantizer);
        }
        this.quantizer = quantizer;
    }

    /**
     * @param in real numbers of any precision; overwritten
     * @throws IllegalArgumentException if the array is of integers or booleans, as features may be, where this is the first
     *     layer: it would have to hold -1
     */
    @Override
    public INDArray getActivation(INDArray in, boolean training) {
        if (!in.dataType().isFPType()) {
            throw new IllegalArgumentException(this + " needs real numbers, got features of type " + in.dataType()
                    + ": cast them to the network's type, with features.castTo(DataType.FLOAT), for instance");
        }
        quantizer.quantize(in, in, training);
        return in;
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
        assertShape(in, epsilon);
        // Features may be of another precision than the network.
        quantizer.backprop(in.castTo(epsilon.dataType()), epsilon);
        return new Pair<>(epsilon, null);
    }

    @Override
    public String toString() {
        return "sign(" + quantizer + ")";
    }
}
