package io.github.bnn4j.search;

import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.ToString;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam with the paper's schedule: the learning rate falls exponentially, epoch by epoch, by a factor over all of them. The
 * rest is as Adam has it, unlike with Arbiter's AdamSpace, which makes 0.001 of what it is not told.
 */
@Getter
@ToString
@EqualsAndHashCode(callSuper = false)
public final class DecayingAdamSpace extends NestedSpace<IUpdater> {

    private final ParameterSpace<Double> learningRate;
    private final ParameterSpace<Double> decay;
    private final int epochs;

    /**
     * @param learningRate of the first epoch, greater than 0
     * @param decay what it would be multiplied with after all epochs, greater than 0; the paper's is 1e-4
     * @param epochs at least 1
     */
    @JsonCreator
    public DecayingAdamSpace(
            @JsonProperty("learningRate") ParameterSpace<Double> learningRate,
            @JsonProperty("decay") ParameterSpace<Double> decay,
            @JsonProperty("epochs") int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
        this.learningRate = learningRate;
        this.decay = decay;
        this.epochs = epochs;
    }

    @Override
    public IUpdater getValue(double[] values) {
        double perEpoch = Math.pow(decay.getValue(values), 1.0 / epochs);
        return new Adam(new ExponentialSchedule(ScheduleType.EPOCH, learningRate.getValue(values), perEpoch));
    }
}
