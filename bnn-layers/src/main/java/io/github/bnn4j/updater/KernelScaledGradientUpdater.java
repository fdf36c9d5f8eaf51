package io.github.bnn4j.updater;

import io.github.bnn4j.memory.FloatMemory;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/** The base updater's step, then the scale, for Adam in one; all state is the base updater's. */
final class KernelScaledGradientUpdater implements GradientUpdater<KernelScaledUpdater> {

    private final KernelScaledUpdater config;
    private final GradientUpdater<?> base;

    KernelScaledGradientUpdater(KernelScaledUpdater config, GradientUpdater<?> base) {
        this.config = config;
        this.base = base;
    }

    @Override
    public KernelScaledUpdater getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> stateMap, boolean initialize) {
        base.setState(stateMap, initialize);
    }

    @Override
    public Map<String, INDArray> getState() {
        return base.getState();
    }

    @Override
    public void setStateViewArray(INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
        base.setStateViewArray(viewArray, gradientShape, gradientOrder, initialize);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        if (base instanceof AdamUpdater adam && isFusable(gradient, adam.getM(), adam.getV())) {
            Adam options = adam.getConfig();
            new FusedAdam(
                            options.getLearningRate(iteration, epoch),
                            options.getBeta1(),
                            options.getBeta2(),
                            options.getEpsilon(),
                            iteration + 1,
                            config.getKernelScale())
                    .apply(gradient, adam.getM(), adam.getV());
            return;
        }
        base.applyUpdater(gradient, iteration, epoch);
        if (config.getKernelScale() != 1) {
            gradient.muli(config.getKernelScale());
        }
    }

    /** Returns whether the same place in memory is the same element in all three. */
    private static boolean isFusable(INDArray gradient, INDArray firstMoment, INDArray secondMoment) {
        return firstMoment != null
                && secondMoment != null
                && FloatMemory.isDense(gradient, firstMoment, secondMoment)
                && gradient.ordering() == firstMoment.ordering()
                && gradient.ordering() == secondMoment.ordering();
    }
}
