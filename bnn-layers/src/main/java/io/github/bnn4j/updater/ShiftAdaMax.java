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
 * AdaMax without multiplications by anything but powers of two (Courbariaux et al. 2016, arXiv 1602.02830, section 1.5 and
 * algorithm 4). For the gradient g of step t = 1, 2 ...:
 *
 * <pre>{@code
 * m    = beta1 * m + (1 - beta1) * g
 * v    = max(beta2 * v, |g|)
 * step = AP2(learningRate / (1 - beta1^t)) * m * AP2(1 / v)
 * }</pre>
 *
 * AP2 is {@link io.github.bnn4j.quantizer.PowerOfTwo}; a learning rate that falls does so by halves. There is no step where
 * there has been no gradient. The state is m and v, with the names and the layout of DL4J's AdaMax.
 */
@EqualsAndHashCode
@ToString
@Getter
public class ShiftAdaMax implements IUpdater {

    /** The paper's learning rate, 2^-10. */
    public static final double DEFAULT_LEARNING_RATE = 0x1p-10;
    /** The paper's decay of m, 1 - 2^-3. */
    public static final double DEFAULT_BETA1 = 1 - 0x1p-3;
    /** The paper's decay of v, 1 - 2^-10. */
    public static final double DEFAULT_BETA2 = 1 - 0x1p-10;

    private double learningRate;
    private ISchedule learningRateSchedule;
    private final double beta1;
    private final double beta2;

    /** Makes one with the paper's values: learning rate 2^-10, 1 - beta1 = 2^-3, 1 - beta2 = 2^-10. */
    public ShiftAdaMax() {
        this(DEFAULT_LEARNING_RATE);
    }

    /**
     * Makes one with the paper's decays.
     *
     * @param learningRate finite, at least 0
     * @throws IllegalArgumentException if it is not
     */
    public ShiftAdaMax(double learningRate) {
        this(learningRate, null, DEFAULT_BETA1, DEFAULT_BETA2);
    }

    /** Makes one with the paper's decays. */
    public ShiftAdaMax(ISchedule learningRateSchedule) {
        this(
                Double.NaN,
                Objects.requireNonNull(learningRateSchedule, "learningRateSchedule"),
                DEFAULT_BETA1,
                DEFAULT_BETA2);
    }

    /**
     * @param learningRate of each step, finite, at least 0; not looked at if there is a schedule
     * @param learningRateSchedule null for none
     * @param beta1 decay of m, in [0, 1)
     * @param beta2 decay of v, in [0, 1)
     * @throws IllegalArgumentException if one is not as said
     */
    @JsonCreator
    public ShiftAdaMax(
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("learningRateSchedule") ISchedule learningRateSchedule,
            @JsonProperty("beta1") double beta1,
            @JsonProperty("beta2") double beta2) {
        if (learningRateSchedule == null && !(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The learning rate of ShiftAdaMax must be finite and at least 0, got " + learningRate);
        }
        this.learningRate = learningRate;
        this.learningRateSchedule = learningRateSchedule;
        this.beta1 = checkDecay("beta1", beta1);
        this.beta2 = checkDecay("beta2", beta2);
    }

    private static double checkDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " of ShiftAdaMax must be in [0, 1), got " + value);
        }
        return value;
    }

    @Override
    public long stateSize(long numParams) {
        return 2 * numParams;
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray viewArray, boolean initializeViewArray) {
        ShiftAdaMaxUpdater updater = new ShiftAdaMaxUpdater(this);
        updater.setStateViewArray(viewArray, new long[] {viewArray.length() / 2}, 'c', initializeViewArray);
        return updater;
    }

    @Override
    public GradientUpdater<?> instantiate(Map<String, INDArray> updaterState, boolean initializeStateArrays) {
        ShiftAdaMaxUpdater updater = new ShiftAdaMaxUpdater(this);
        updater.setState(updaterState, initializeStateArrays);
        return updater;
    }

    @Override
    public ShiftAdaMax clone() {
        return new ShiftAdaMax(
                learningRate, learningRateSchedule == null ? null : learningRateSchedule.clone(), beta1, beta2);
    }

    /** Returns the rate as given: the step takes the power of two next to it. */
    @Override
    public double getLearningRate(int iteration, int epoch) {
        return learningRateSchedule == null ? learningRate : learningRateSchedule.valueAt(iteration, epoch);
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
        this.learningRate = lr;
        this.learningRateSchedule = lrSchedule;
    }
}
