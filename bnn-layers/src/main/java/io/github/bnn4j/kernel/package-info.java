/**
 * Latent kernels: how they lie in a layer's parameters, their bound H, and the scale of their learning rate. Begin with
 * {@link io.github.bnn4j.kernel.KernelLayout}; users of the layers meet {@link io.github.bnn4j.kernel.KernelBound} and
 * {@link io.github.bnn4j.kernel.KernelLearningRateScale} only.
 */
package io.github.bnn4j.kernel;
