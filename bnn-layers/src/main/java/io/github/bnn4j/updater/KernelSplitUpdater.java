package io.github.bnn4j.updater;

import java.util.Map;
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
 * Joins one updater for binary kernels and another for everything else, given once for the whole network: {@code .updater(new
 * KernelSplitUpdater(new Bop(1e-4, 1e-8), new Adam(0.01)))}. Each binary layer asks {@link #ofKernels}; biases, batch normalization
 * and stock layers see this one, which does what {@code others} does.
 *
 * <p>The learning rate is that of the others; setting it sets both, where they have one.
 */
@EqualsAndHashCode
@ToString
@Getter
public class KernelSplitUpdater implements IUpdater {

    private final IUpdater kernels;
    private final IUpdater others;

    /**
     * @param kernels of binary kernels: {@link Bop}, a plain updater, which then follows the layers' learning-rate scale, or a
     *     {@link KernelScaledUpdater}
     * @param others of everything else: a plain updater
     * @throws IllegalArgumentException if one is not as said
     */
    @JsonCreator
    public KernelSplitUpdater(@JsonProperty("kernels") IUpdater kernels, @JsonProperty("others") IUpdater others) {
        if (kernels == null || kernels instanceof KernelSplitUpdater) {
            throw new IllegalArgumentException("KernelSplitUpdater needs an updater for kernels, got " + kernels);
        }
        if (others == null
                || others instanceof KernelSplitUpdater
                || others instanceof KernelScaledUpdater
                || others instanceof Bop) {
            throw new IllegalArgumentException(
                    "KernelSplitUpdater needs a plain updater, such as Adam, for everything but binary kernels, got "
                            + others);
        }
        this.kernels = kernels;
        this.others = others;
    }

    /** Returns what the updater of a binary layer has for its kernel; the updater itself, if it makes no difference. */
    public static IUpdater ofKernels(IUpdater updater) {
        return updater instanceof KernelSplitUpdater split ? split.kernels : updater;
    }

    @Override
    public long stateSize(long numParams) {
        return others.stateSize(numParams);
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
        return others.instantiate(viewArray, initializeViewArray);
    }

    @Override
    public GradientUpdater<?> instantiate(Map<String, INDArray> updaterState, boolean initializeStateArrays) {
        return others.instantiate(updaterState, initializeStateArrays);
    }

    @Override
    public KernelSplitUpdater clone() {
        return new KernelSplitUpdater(kernels.clone(), others.clone());
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return others.getLearningRate(iteration, epoch);
    }

    @Override
    public boolean hasLearningRate() {
        return others.hasLearningRate();
    }

    @Override
    public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
        others.setLrAndSchedule(lr, lrSchedule);
        if (kernels.hasLearningRate()) {
            kernels.setLrAndSchedule(lr, lrSchedule);
        }
    }
}
