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
 * Bop, an optimizer that flips binary weights and has no latent ones (Helwegen et al. 2019, Latent Weights Do Not Exist,
 * arXiv 1906.02107, algorithm 1). For the gradient g of a kernel of -H and +H:
 *
 * <pre>{@code
 * m = (1 - gamma) * m + gamma * g
 * w = -w  where |m| > threshold and sign(m) = sign(w)
 * }</pre>
 *
 * An updater sees no weights, so its step is {@code 2H * sign(m)} where {@code |m| > threshold}, else 0: subtracted and
 * clipped to [-H, H] by {@link io.github.bnn4j.constraint.WeightClip}, which a binary layer has by default, it flips a weight
 * of the sign of m and leaves the others. The state is m only, half of Adam's. A flip has no size: there is no learning rate,
 * and a layer's learning-rate scale does not apply.
 *
 * <p>It is for binary kernels only; everything else needs an updater of its own:
 * {@code .updater(new KernelSplitUpdater(new Bop(), new Adam(0.01)))}. Let kernels start at -H or +H with
 * {@code .weightInit(new SignedInit(H))}. The greater gamma and the smaller the threshold, the more weights flip.
 */
@EqualsAndHashCode
@ToString
@Getter
public class Bop implements IUpdater {

    /** Larq's weight of the newest gradient. */
    public static final double DEFAULT_GAMMA = 1e-4;
    /** Larq's threshold. */
    public static final double DEFAULT_THRESHOLD = 1e-8;

    private final double gamma;
    private final ISchedule gammaSchedule;
    private final double threshold;

    /** H of the kernel that this is the updater of; 0 as long as it is of none. */
    private final double bound;

    /** Makes one with Larq's values: gamma 1e-4, threshold 1e-8. */
    public Bop() {
        this(DEFAULT_GAMMA, DEFAULT_THRESHOLD);
    }

    /**
     * @param gamma the weight of the newest gradient, in (0, 1]
     * @param threshold what |m| must exceed for a flip; finite, at least 0
     * @throws IllegalArgumentException if one is not as said
     */
    public Bop(double gamma, double threshold) {
        this(gamma, null, threshold, 0);
    }

    /**
     * @param gammaSchedule gives gamma, in (0, 1]
     * @param threshold what |m| must exceed for a flip; finite, at least 0
     */
    public Bop(ISchedule gammaSchedule, double threshold) {
        this(Double.NaN, Objects.requireNonNull(gammaSchedule, "gammaSchedule"), threshold, 0);
    }

    @JsonCreator
    private Bop(
            @JsonProperty("gamma") double gamma,
            @JsonProperty("gammaSchedule") ISchedule gammaSchedule,
            @JsonProperty("threshold") double threshold,
            @JsonProperty("bound") double bound) {
        if (gammaSchedule == null) {
            checkGamma(gamma);
        }
        if (!(threshold >= 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("The threshold of Bop must be finite and at least 0, got " + threshold);
        }
        this.gamma = gamma;
        this.gammaSchedule = gammaSchedule;
        this.threshold = threshold;
        this.bound = bound;
    }

    /**
     * Returns the updater of one kernel.
     *
     * @param h the kernel's bound: its weights are -H and +H; finite, greater than 0
     */
    public Bop forKernel(double h) {
        return new Bop(gamma, gammaSchedule, threshold, h);
    }

    private static double checkGamma(double gamma) {
        if (!(gamma > 0 && gamma <= 1)) {
            throw new IllegalArgumentException("gamma of Bop must be in (0, 1], got " + gamma);
        }
        return gamma;
    }

    /**
     * Returns gamma at this time.
     *
     * @throws IllegalArgumentException if the schedule's value is not in (0, 1]
     */
    public double gammaAt(int iteration, int epoch) {
        return gammaSchedule == null ? gamma : checkGamma(gammaSchedule.valueAt(iteration, epoch));
    }

    @Override
    public long stateSize(long numParams) {
        return numParams;
    }

    /**
     * @throws IllegalArgumentException if this is not the updater of a binary kernel
     */
    @Override
    public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
        BopUpdater updater = new BopUpdater(checkedForKernel());
        updater.setStateViewArray(viewArray, new long[] {viewArray.length()}, 'c', initializeViewArray);
        return updater;
    }

    @Override
    public GradientUpdater<?> instantiate(Map<String, INDArray> updaterState, boolean initializeStateArrays) {
        BopUpdater updater = new BopUpdater(checkedForKernel());
        updater.setState(updaterState, initializeStateArrays);
        return updater;
    }

    private Bop checkedForKernel() {
        if (bound == 0) {
            throw new IllegalArgumentException(
                    "Bop can update the kernels of binary layers only; give the other "
                            + "parameters an updater of their own: .updater(new KernelSplitUpdater(new Bop(...), new Adam(...)))");
        }
        return this;
    }

    @Override
    public Bop clone() {
        return new Bop(gamma, gammaSchedule == null ? null : gammaSchedule.clone(), threshold, bound);
    }

    /** Returns naN: there is none. */
    @Override
    public double getLearningRate(int iteration, int epoch) {
        return Double.NaN;
    }

    @Override
    public boolean hasLearningRate() {
        return false;
    }

    /**
     * @throws UnsupportedOperationException always
     */
    @Override
    public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
        throw new UnsupportedOperationException("Bop has no learning rate, so it cannot be set to " + lr);
    }
}
