/**
 * Updaters for binarized networks, among DL4J's own. Begin with {@link io.github.bnn4j.updater.KernelScaledUpdater},
 * which scales the steps of any other one for kernels; {@link io.github.bnn4j.updater.ShiftAdaMax} is the paper's by
 * shifts, {@link io.github.bnn4j.updater.Bop} flips kernels without latent ones, and {@link
 * io.github.bnn4j.updater.KernelSplitUpdater} joins one updater for kernels and one for the rest.
 */
package io.github.bnn4j.updater;
