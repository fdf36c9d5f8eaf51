package io.github.bnn4j.schedule;

import lombok.EqualsAndHashCode;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule that falls as half a wave of the cosine does: slowly at first, fast in the middle, slowly at the end (Loshchilov and
 * Hutter 2017, arXiv 1608.03983, equation 5, without restarts).
 *
 * <pre>{@code
 * value(t) = last + (first - last) * (1 + cos(pi * min(1, t / length))) / 2
 * }</pre>
 */
@EqualsAndHashCode(callSuper = true)
public final class CosineSchedule extends Fall {

    /**
     * Makes a schedule.
     *
     * @param scheduleType whether t counts iterations or epochs, both from 0
     * @param initialValue at t = 0; finite, at least 0
     * @param finalValue from t = length on; finite, at least 0
     * @param length at least 1
     * @throws IllegalArgumentException if an argument is not as said
     */
    @JsonCreator
    public CosineSchedule(
            @JsonProperty("scheduleType") ScheduleType scheduleType,
            @JsonProperty("initialValue") double initialValue,
            @JsonProperty("finalValue") double finalValue,
            @JsonProperty("length") int length) {
        super(scheduleType, initialValue, finalValue, length);
    }

    @Override
    double left(double done) {
        return (1 + Math.cos(Math.PI * done)) / 2;
    }
}
