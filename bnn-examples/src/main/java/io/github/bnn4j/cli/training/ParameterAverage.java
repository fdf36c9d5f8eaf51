package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of the parameters that a network had at the ends of some epochs (stochastic weight averaging: Izmailov et al. 2018,
 * arXiv 1803.05407). Of kernels it is that of the latent ones, so that the sign of each weight is the one it leant to.
 *
 * @param mean of all parameters; not modified
 */
record ParameterAverage(INDArray mean) {

    /**
     * Returns the mean with one epoch more.
     *
     * @param before over the epochs before; null if this is the first
     * @param network at the end of the epoch
     * @param count of epochs with this one, at least 1
     */
    static ParameterAverage with(ParameterAverage before, Dl4jNetwork network, int count) {
        INDArray params = network.params();
        if (count == 1) {
            return new ParameterAverage(params.dup());
        }
        if (before == null) {
            throw new IllegalArgumentException("A mean over " + count + " epochs needs that of those before");
        }
        INDArray step = params.sub(before.mean).divi(count);
        return new ParameterAverage(step.addi(before.mean));
    }
}
