package io.github.bnn4j.updater;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** The base updater's step, then the scale; all state is the base updater's. */
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
        base.applyUpdater(gradient, iteration, epoch);
        if (config.getKernelScale() != 1) {
            gradient.muli(config.getKernelScale());
        }
    }
}
