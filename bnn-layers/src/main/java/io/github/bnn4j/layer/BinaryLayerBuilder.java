package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.quantizer.Quantizer;

/**
 * The setters that the builders of all binary layers share; what is not set is as the paper has it.
 *
 * @param <T> the builder itself
 */
public interface BinaryLayerBuilder<T> {

    /** Returns what was set until now. */
    BinaryOptions getBinaryOptions();

    /**
     * @param options take the place of all that the other setters here have set
     */
    T binaryOptions(BinaryOptions options);

    /**
     * @param quantizer binarizes the latent kernels, such as {@link io.github.bnn4j.quantizer.SteSign} (default) or
     *     {@link io.github.bnn4j.quantizer.StochasticSign}; it must apply to kernels
     */
    default T kernelQuantizer(Quantizer quantizer) {
        return binaryOptions(getBinaryOptions().withKernelQuantizer(quantizer));
    }

    /**
     * @param quantizer binarizes the layer's input; null (default) takes it as it comes; it must apply to activations
     */
    default T inputQuantizer(Quantizer quantizer) {
        return binaryOptions(getBinaryOptions().withInputQuantizer(quantizer));
    }

    /**
     * @param h bound of the latent kernels and magnitude of the binarized ones; finite, greater than 0; default 1
     */
    default T kernelBound(double h) {
        return kernelBound(KernelBound.of(h));
    }

    /**
     * @param bound a number, or {@link KernelBound#glorot()}, which is of each kernel's own fans
     */
    default T kernelBound(KernelBound bound) {
        return binaryOptions(getBinaryOptions().withKernelBound(bound));
    }

    /**
     * @param scale factor on the updater's step of the kernels; finite, greater than 0
     */
    default T learningRateScale(double scale) {
        return learningRateScale(KernelLearningRateScale.of(scale));
    }

    /**
     * @param scale {@link KernelLearningRateScale#glorot()} (default), which is of each kernel's own fans, a number, or
     *     {@link KernelLearningRateScale#none()}, which DL4J's GradientCheckUtil needs, as it looks at the updater's step
     */
    default T learningRateScale(KernelLearningRateScale scale) {
        return binaryOptions(getBinaryOptions().withLearningRateScale(scale));
    }

    /**
     * @param hasBias whether to add a bias; false by default, as batch normalization follows, which has its own
     */
    default T hasBias(boolean hasBias) {
        return binaryOptions(getBinaryOptions().withHasBias(hasBias));
    }

    /**
     * @param clipKernel whether the latent kernels are clipped to [-H, H] after each update; true by default. A
     *     {@link io.github.bnn4j.constraint.WeightClip} given to {@code constrainWeights} takes its place.
     */
    default T clipKernel(boolean clipKernel) {
        return binaryOptions(getBinaryOptions().withClipKernel(clipKernel));
    }
}
