package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.kernel.LayerWithKernels;
import io.github.bnn4j.quantizer.Quantizer;

/** Every layer configuration with a binary kernel implements it: summaries and listeners find the binary layers by it. */
public interface BinaryLayer extends LayerWithKernels {

    /** Returns the name that errors, summaries and plots call the layer by; null if it has none. */
    String getLayerName();

    /** Returns the options that all binary layers have. */
    BinaryOptions getBinaryOptions();

    /** Sets the options; a new kernel quantizer is used from the next forward pass on. */
    void setBinaryOptions(BinaryOptions options);

    /** Turns the latent kernel, divided by its bound, into the one that is multiplied with; never null. */
    default Quantizer getKernelQuantizer() {
        return getBinaryOptions().getKernelQuantizer();
    }

    /** Quantizes the layer's input before it is used; null if the input is taken as it comes. */
    default Quantizer getInputQuantizer() {
        return getBinaryOptions().getInputQuantizer();
    }

    /** Returns the bound H of the latent kernel; never null. */
    default KernelBound getKernelBound() {
        return getBinaryOptions().getKernelBound();
    }

    /** Returns the factor on the updater's step of the kernel; never null. */
    default KernelLearningRateScale getLearningRateScale() {
        return getBinaryOptions().getLearningRateScale();
    }

    /** Tells whether a bias is added to the products. */
    default boolean hasBias() {
        return getBinaryOptions().isHasBias();
    }
}
