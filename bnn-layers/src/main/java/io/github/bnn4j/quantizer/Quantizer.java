package io.github.bnn4j.quantizer;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * A map onto a few values, with the pseudo-gradient that training uses in place of its derivative, which is zero almost
 * everywhere.
 *
 * <p>A quantizer is data: immutable, serialisable by Java and by DL4J's JSON and YAML mappers, equal to another of the
 * same class with the same options, and safe to share between threads and layers. A class of your own needs what any
 * DL4J configuration object needs: fields that Jackson can read back, {@code equals}, {@code hashCode} and {@code toString}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, include = JsonTypeInfo.As.PROPERTY, property = "@class")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        setterVisibility = JsonAutoDetect.Visibility.NONE)
public interface Quantizer extends Serializable {

    /**
     * Computes the forward function: {@code out = q(x)}. A NaN in {@code x} stays a NaN in {@code out}.
     *
     * @param x values of any shape and floating-point type; not modified unless it is {@code out}
     * @param out same shape and type as {@code x}, overwritten; may be {@code x} itself
     * @param training true in training; only random quantizers tell the difference
     */
    void quantize(INDArray x, INDArray out, boolean training);

    /**
     * Computes the backward function for activations: turns dC/dq into dC/dx by the pseudo-gradient.
     *
     * @param x the values that {@link #quantize} was given; not modified
     * @param gradient dC/dq, same shape as {@code x}; overwritten with dC/dx
     */
    void backprop(INDArray x, INDArray gradient);

    /**
     * Computes the backward function for kernels. The paper's rule, the default, applies dC/dWb to the latent kernel as
     * it is: it is clipped after each update, so no mask is needed (Courbariaux et al. 2016, algorithm 1).
     *
     * @param latent the latent kernel divided by its bound H; not modified
     * @param gradient dC/dWb, same shape; overwritten with dC/dW
     */
    default void backpropKernel(INDArray latent, INDArray gradient) {}

    /** Returns whether a kernel may be quantized so. A {0, 1} quantizer may not: packed kernels hold signs. */
    default boolean appliesToKernels() {
        return true;
    }

    /** Returns whether activations may be quantized so. A quantizer that measures the whole array may not. */
    default boolean appliesToActivations() {
        return true;
    }

    /**
     * Returns whether {@link #quantize} is exactly {@link BinarySign}, so that it may be skipped where bits stand for
     * the signs.
     *
     * @param training as for {@code quantize}
     */
    default boolean isSign(boolean training) {
        return false;
    }

    /** Returns the bits to store one quantized value, a scale per output aside: 1 for two values, 2 for three. */
    default int bits() {
        return 1;
    }
}
