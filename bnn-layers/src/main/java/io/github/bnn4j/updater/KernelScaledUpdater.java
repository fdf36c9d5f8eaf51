package io.github.bnn4j.updater;

import java.util.Map;
import java.util.Objects;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.ToString;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Any updater, with its step scaled for binary kernels, layer by layer: {@code W <- clip(W - scale * step)}
 * (Courbariaux et al. 2016, the authors' code). Biases, batch normalization and stock layers see the base updater.
 *
 * <p>Give it once, for the whole network: {@code .updater(new KernelScaledUpdater(new Adam(0.003)))}. Each binary layer
 * says its own scale ({@link io.github.bnn4j.layer.BinaryDenseLayer.Builder#learningRateScale}) and asks
 * {@link #forKernel} for the updater of its kernel. A layer with a scale that was given a bare updater does the same, so
 * that the scale always holds.
 *
 * <p>State, learning rate and schedule are the base updater's own. DL4J puts neighbouring parameters with equal updaters
 * into one block, so the scale takes part in {@code equals}.
 */
@EqualsAndHashCode
@ToString
@Getter
public class KernelScaledUpdater implements IUpdater {

    private final IUpdater base;
    private final double multiplier;
    private final double kernelScale;

    /** Makes one with multiplier 1. */
    public KernelScaledUpdater(IUpdater base) {
        this(base, 1);
    }

    /**
     * @param base the updater to wrap; not itself a KernelScaledUpdater
     * @param multiplier a factor on the scale of every layer, for instance the 1/4 of the article's code; finite,
     *     greater than 0
     * @throws IllegalArgumentException if an argument is not as said
     */
    public KernelScaledUpdater(IUpdater base, double multiplier) {
        this(base, multiplier, 1);
    }

    @JsonCreator
    private KernelScaledUpdater(
            @JsonProperty("base") IUpdater base,
            @JsonProperty("multiplier") double multiplier,
            @JsonProperty("kernelScale") double kernelScale) {
        if (base == null || base instanceof KernelScaledUpdater) {
            throw new IllegalArgumentException("KernelScaledUpdater needs a plain updater to wrap, got " + base);
        }
        if (base instanceof Bop || base instanceof KernelSplitUpdater) {
            throw new IllegalArgumentException("KernelScaledUpdater scales steps, and a flip of Bop has no size: use "
                    + "new KernelSplitUpdater(new Bop(...), new Adam(...)) without it, got " + base);
        }
        this.base = base;
        this.multiplier = checkPositive("multiplier", multiplier);
        this.kernelScale = checkPositive("kernel scale", kernelScale);
    }

    private static double checkPositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The " + name + " of KernelScaledUpdater must be finite and greater than 0, got " + value);
        }
        return value;
    }

    /**
     * Returns the updater of one binary kernel.
     *
     * @param updater the updater of the kernel's layer: a KernelScaledUpdater, or any other to be wrapped
     * @param layerScale the layer's own scale, finite, greater than 0
     * @throws IllegalArgumentException if it is not, or the updater is a {@link Bop} or {@link KernelSplitUpdater}
     */
    public static KernelScaledUpdater forKernel(IUpdater updater, double layerScale) {
        Objects.requireNonNull(updater, "updater");
        return updater instanceof KernelScaledUpdater scaled
                ? new KernelScaledUpdater(scaled.base, scaled.multiplier, layerScale * scaled.multiplier)
                : new KernelScaledUpdater(updater, 1, layerScale);
    }

    @Override
    public long stateSize(long numParams) {
        return base.stateSize(numParams);
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
        return new KernelScaledGradientUpdater(this, base.instantiate(viewArray, initializeViewArray));
    }

    @Override
    public GradientUpdater<?> instantiate(Map<String, INDArray> updaterState, boolean initializeStateArrays) {
        return new KernelScaledGradientUpdater(this, base.instantiate(updaterState, initializeStateArrays));
    }

    @Override
    public KernelScaledUpdater clone() {
        return new KernelScaledUpdater(base.clone(), multiplier, kernelScale);
    }

    /** Returns the base updater's learning rate, without the kernel's scale. */
    @Override
    public double getLearningRate(int iteration, int epoch) {
        return base.getLearningRate(iteration, epoch);
    }

    @Override
    public boolean hasLearningRate() {
        return base.hasLearningRate();
    }

    @Override
    public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
        base.setLrAndSchedule(lr, lrSchedule);
    }
}
