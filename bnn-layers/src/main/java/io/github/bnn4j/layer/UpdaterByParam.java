package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelSplitUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** The updaters of a binary layer's parameters. */
final class UpdaterByParam {

    private UpdaterByParam() {}

    /**
     * @param updater the layer's
     * @return for a kernel, with its learning-rate scale, or the one that is for kernels; for any other parameter as it is
     */
    static IUpdater of(BinaryLayer layer, String param, IUpdater updater) {
        for (KernelLayout kernel : layer.kernelLayouts()) {
            if (kernel.param().equals(param)) {
                return ofKernel(layer, kernel, KernelSplitUpdater.ofKernels(updater));
            }
        }
        return updater;
    }

    private static IUpdater ofKernel(BinaryLayer layer, KernelLayout kernel, IUpdater updater) {
        if (updater instanceof Bop bop) {
            return bop.forKernel(layer.getKernelBound().resolve(kernel));
        }
        return layer.getLearningRateScale().isNone()
                ? updater
                : KernelScaledUpdater.forKernel(
                        updater, layer.getLearningRateScale().resolve(kernel.fanIn(), kernel.fanOut()));
    }
}
