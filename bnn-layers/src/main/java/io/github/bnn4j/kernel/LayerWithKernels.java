package io.github.bnn4j.kernel;

import java.util.List;

/** A layer configuration that knows the layout of its binary kernels. */
public interface LayerWithKernels {

    /**
     * Returns the layouts of the kernels, in the order of the layer's parameters. Sizes are right once the layer's
     * numbers of inputs and outputs are set.
     */
    List<KernelLayout> kernelLayouts();
}
